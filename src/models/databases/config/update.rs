//! A change of the configuration of a cluster.

use serde::{Deserialize, Deserializer, Serialize, de::Error};
#[cfg(feature = "js")]
use wasm_bindgen::prelude::wasm_bindgen;

use super::{
    AdvancedMysqlConfigUpdate, AdvancedPostgresConfigUpdate, DatabaseConfig, KafkaConfig, MongodbConfig, MysqlConfig,
    OpensearchConfig, PostgresConfig, RedisConfig, ValkeyConfig,
};
use crate::schema::{Extra, Field, Kind, Shape};

/// A change of the configuration of a cluster of any engine. Nothing in it says which, so it is checked against
/// all of them: a setting is of the type it has where it exists.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct DatabaseConfigUpdate {
    /// The settings to change; all others stay as they are.
    #[serde(deserialize_with = "fitting")]
    pub config: DatabaseConfig,
    /// Keys that this version does not name, as they came.
    #[serde(flatten)]
    pub extra: Extra,
}

macro_rules! engines {
    ($($model:ty),* $(,)?) => {
        /// The settings of each engine.
        const ENGINES: &[&[Field]] = &[$(<$model>::KIND.fields()),*];

        /// A configuration in which no engine's setting is of another type.
        fn fitting<'de, D: Deserializer<'de>>(deserializer: D) -> Result<DatabaseConfig, D::Error> {
            let config = serde_json::Value::deserialize(deserializer)?;
            $(<$model>::deserialize(&config).map_err(D::Error::custom)?;)*
            Ok(DatabaseConfig(config))
        }
    };
}

engines!(
    PostgresConfig,
    MysqlConfig,
    RedisConfig,
    ValkeyConfig,
    MongodbConfig,
    KafkaConfig,
    OpensearchConfig,
    AdvancedPostgresConfigUpdate,
    AdvancedMysqlConfigUpdate,
);

const COUNT: usize = {
    let (mut count, mut engines) = (0, ENGINES);
    while let [engine, rest @ ..] = engines {
        count += engine.len();
        engines = rest;
    }
    count
};

/// The settings of all engines. One that several have is of one type in all of them.
static SETTINGS: [Field; COUNT] = {
    let nothing = Field {
        name: "",
        kind: Kind::Any,
        required: false,
        nullable: false,
    };
    let (mut settings, mut engines) = ([nothing; COUNT], ENGINES);
    let mut places = settings.as_mut_slice();
    while let [engine, rest @ ..] = engines {
        let (here, further) = places.split_at_mut(engine.len());
        here.copy_from_slice(engine);
        (places, engines) = (further, rest);
    }
    settings
};

impl Shape for DatabaseConfigUpdate {
    const KIND: Kind = Kind::Object(&[Field {
        name: "config",
        kind: Kind::Object(&SETTINGS),
        required: true,
        nullable: false,
    }]);
}

#[cfg(feature = "js")]
#[wasm_bindgen(typescript_custom_section)]
const DECLARATIONS: &str = "
/** The type of a change of configuration, for each engine. */
export interface DatabaseConfigChanges extends Omit<DatabaseConfigs, \"advanced_pg\" | \"advanced_mysql\"> {
  /** PostgreSQL Advanced Edition. */
  advanced_pg: AdvancedPostgresConfigUpdate;
  /** MySQL Advanced Edition. */
  advanced_mysql: AdvancedMysqlConfigUpdate;
}

/** Names of the settings of an engine; of several, of all of them. */
export type DatabaseSettingName<Engine extends DatabaseEngine> =
  Engine extends keyof DatabaseConfigChanges ? keyof DatabaseConfigChanges[Engine] : never;

/**
 * Settings of one engine. When the engine may be one of several: the settings of any of them, but not of two at once.
 * When this version does not name the engine: anything.
 */
export type DatabaseConfigChange<Engine extends DatabaseEngine = keyof DatabaseConfigs, All extends DatabaseEngine = Engine> =
  Engine extends keyof DatabaseConfigChanges
    ? [DatabaseSettingName<All>] extends [keyof DatabaseConfigChanges[Engine]]
      ? DatabaseConfigChanges[Engine]
      : DatabaseConfigChanges[Engine] & {
          [Name in Exclude<DatabaseSettingName<All>, keyof DatabaseConfigChanges[Engine]>]?: never;
        }
    : { [setting: string]: unknown };

/** A change of the configuration of a cluster of one engine; of any engine when the engine is not known. */
export interface DatabaseConfigUpdate<Engine extends DatabaseEngine = keyof DatabaseConfigs> {
  /** The settings to change; all others stay as they are. */
  config: DatabaseConfigChange<Engine>;
}
";
