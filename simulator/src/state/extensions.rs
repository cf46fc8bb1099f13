//! State that a resource keeps in its own file.

use std::any::Any;
use std::collections::BTreeMap;

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize, Serializer};
use serde_json::{Map, Value, json};

use crate::ids::Ids;
use crate::json::{fill, read, with, write};

/// A value that a cluster or an account may have.
pub(crate) trait Extension: Any + Default + DeserializeOwned + Send + Serialize + Sync {
    /// Its key in a state.
    const NAME: &'static str;

    /// The fields of a written value, or of each item of a list, that were left out.
    fn defaults(_owner: &Value, _ids: &mut Ids) -> Value {
        json!({})
    }
}

/// Values by their names, one of each.
#[derive(Default, Deserialize)]
#[serde(transparent)]
pub(crate) struct Extensions {
    #[serde(skip)]
    values: BTreeMap<&'static str, Box<dyn Stored>>,
    /// Those of a state that is being loaded, until [`ExtensionType::read`] was called for each type.
    unread: Map<String, Value>,
}

/// An extension of any type.
trait Stored: Any + Send + Sync {
    fn write(&self) -> Value;
}

impl<T: Extension> Stored for T {
    fn write(&self) -> Value {
        write(self)
    }
}

/// The type of an extension, to handle all of them alike.
pub(crate) struct ExtensionType {
    /// Adds what was left out of the extension in a written cluster or account.
    pub(crate) fill: fn(&mut Value, &mut Ids),
    /// Reads the extension, if it is there.
    pub(crate) read: fn(&mut Extensions) -> Result<(), String>,
}

impl ExtensionType {
    pub(crate) const fn of<T: Extension>() -> Self {
        Self {
            fill: |owner, ids| {
                if let Some(mut value) = owner.get_mut(T::NAME).map(Value::take) {
                    fill(&mut value, || T::defaults(owner, ids));
                    *owner = with(owner.take(), T::NAME, Some(value));
                }
            },
            read: |extensions| {
                if let Some(value) = extensions.unread.remove(T::NAME) {
                    *extensions.get_mut::<T>() = read(value, T::NAME)?;
                }
                Ok(())
            },
        }
    }
}

impl Extensions {
    /// The value of that type, when there is one.
    pub(crate) fn get<T: Extension>(&self) -> Option<&T> {
        let value: &dyn Any = &**self.values.get(T::NAME)?;
        value.downcast_ref()
    }

    /// The value of that type, to change it. It begins as the type's default.
    pub(crate) fn get_mut<T: Extension>(&mut self) -> &mut T {
        let value = self.values.entry(T::NAME).or_insert_with(|| Box::<T>::default());
        let value: &mut dyn Any = &mut **value;
        match value.downcast_mut() {
            Some(value) => value,
            None => unreachable!("no two types have one name"),
        }
    }

    /// The items of a `Vec`, none when there is no such value.
    pub(crate) fn list<T>(&self) -> &[T]
    where
        Vec<T>: Extension,
    {
        self.get::<Vec<T>>().map(Vec::as_slice).unwrap_or_default()
    }

    /// The same items, to change them.
    pub(crate) fn list_mut<T>(&mut self) -> &mut Vec<T>
    where
        Vec<T>: Extension,
    {
        self.get_mut()
    }

    /// A key that no type read.
    pub(crate) fn unread(&self) -> Option<&str> {
        self.unread.keys().next().map(String::as_str)
    }
}

impl Serialize for Extensions {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.values.iter().map(|(name, value)| (name, value.write())))
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{Extension, ExtensionType, Extensions};
    use crate::json::{read, write};

    impl Extension for u8 {
        const NAME: &'static str = "count";
    }

    impl Extension for Vec<u8> {
        const NAME: &'static str = "counts";
    }

    #[test]
    fn values_are_found_by_their_type() {
        let mut extensions = Extensions::default();
        assert_eq!(extensions.get::<u8>(), None);
        assert!(extensions.list::<u8>().is_empty());
        *extensions.get_mut::<u8>() += 1;
        extensions.list_mut::<u8>().push(2);
        assert_eq!(extensions.get::<u8>(), Some(&1));
        assert_eq!(extensions.list::<u8>(), [2]);
    }

    #[test]
    fn values_are_written_and_read_by_their_names() -> Result<(), String> {
        let state = json!({ "count": 1, "counts": [2] });
        let mut extensions: Extensions = read(state.clone(), "")?;
        assert_eq!(extensions.unread(), Some("count"));
        for extension in [ExtensionType::of::<u8>(), ExtensionType::of::<Vec<u8>>()] {
            (extension.read)(&mut extensions)?;
        }
        assert_eq!(extensions.unread(), None);
        assert_eq!(extensions.list::<u8>(), [2]);
        assert_eq!(write(&extensions), state);

        let mut wrong: Extensions = read(json!({ "counts": [1, "x"] }), "")?;
        let error = (ExtensionType::of::<Vec<u8>>().read)(&mut wrong).err();
        let place = "counts[1]: invalid type";
        assert!(error.is_some_and(|error| error.starts_with(place)));
        Ok(())
    }
}
