//! Making of clusters that share a network and a project.

use serde_json::{Value, json};

use crate::ids::Ids;
use crate::state::cluster::Cluster;
use crate::state::event::EventKind;
use crate::state::maintenance_window::MaintenanceWindow;
use crate::state::new_cluster::NewCluster;
use crate::time::{DAY, Time, rfc3339};

pub(super) struct Clusters<'a> {
    pub(super) ids: &'a mut Ids,
    pub(super) now: Time,
    network: String,
    project: String,
}

impl<'a> Clusters<'a> {
    pub(super) fn new(ids: &'a mut Ids, now: Time) -> Self {
        let (network, project) = (ids.uuid(), ids.uuid());
        Self {
            ids,
            now,
            network,
            project,
        }
    }

    /// A cluster that was created `age` ago.
    pub(super) fn cluster(
        &mut self,
        name: &str,
        (engine, version): (&str, &str),
        (num_nodes, size): (i64, &str),
        age: Time,
    ) -> Cluster {
        Cluster::new(NewCluster {
            id: self.ids.uuid(),
            name: name.to_owned(),
            engine: engine.to_owned(),
            version: version.to_owned(),
            num_nodes,
            size: size.to_owned(),
            region: "fra1".to_owned(),
            created_at: self.now.saturating_sub(age),
            private_network_uuid: self.network.clone(),
            project_id: self.project.clone(),
            maintenance: MaintenanceWindow::at(self.ids.time_of_day()),
            password: self.ids.password(),
        })
    }

    /// A firewall rule that lets one address in.
    pub(super) fn rule(&mut self, cluster: &Cluster, address: &str) -> Value {
        json!({
            "uuid": self.ids.uuid(),
            "cluster_uuid": cluster.id,
            "type": "ip_addr",
            "value": address,
            "created_at": rfc3339(cluster.created_at),
        })
    }

    /// Records what has happened to them.
    pub(super) fn record(self, clusters: &mut [Cluster]) {
        for cluster in clusters {
            cluster.record(EventKind::Created, self.ids, cluster.created_at);
            let week_ago = self.now.saturating_sub(7 * DAY);
            if cluster.created_at < week_ago {
                cluster.record(EventKind::Maintained, self.ids, week_ago);
            }
        }
    }
}
