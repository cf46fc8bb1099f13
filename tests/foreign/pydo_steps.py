"""Drives pydo, DigitalOcean's own client for Python. Prints one line of JSON for each step."""

import json
import sys
import time

from azure.core.pipeline.policies import HeadersPolicy
from pydo import Client

PLACE = {"region": "fra1", "num_nodes": 1, "size": "db-s-1vcpu-2gb"}


def step(name, call, *parameters, **keywords):
    """Runs a step; returns its result, or None when it failed."""
    result, error = None, None
    try:
        result = call(*parameters, **keywords)
        # Some refusals are returned instead of raised.
        if isinstance(result, dict) and {"id", "message"} <= result.keys():
            error = result["message"]
    except Exception as exception:  # A foreign client may raise anything.
        error = str(exception)
    print(json.dumps({"name": name, **({"error": error} if error is not None else {})}), flush=True)
    return result


def until(name, done, ask):
    """Polls until `done` says so of the result of `ask`; it counts as one step."""

    def poll():
        end = time.monotonic() + 120
        while time.monotonic() < end:
            result = ask()
            if done(result):
                return result
            time.sleep(0.01)
        raise TimeoutError("not within two minutes")

    return step(name, poll)


def clusters(db):
    seeded = step("list clusters", db.list_clusters)["databases"]
    step("list options", db.list_options)
    body = {**PLACE, "name": "pydo", "engine": "pg", "version": "16", "tags": ["foreign"]}
    created = step("create a cluster", db.create_cluster, body=body)["database"]["id"]
    online = lambda answer: answer["database"]["status"] == "online"
    until("wait for the cluster", online, lambda: db.get_cluster(created))
    contents(db, created)
    settings(db, created)
    step("resize the cluster", db.update_cluster_size, created, {"size": "db-s-2vcpu-4gb", "num_nodes": 1})
    until("wait for the resize", online, lambda: db.get_cluster(created))
    step("upgrade the cluster", db.update_major_version, created, {"version": "17"})
    step("migrate the cluster", db.update_region, created, {"region": "nyc3"})
    until("wait for the migration", online, lambda: db.get_cluster(created))
    step("install updates", db.install_update, created)
    step("list events", db.list_events_logs, created)
    step("destroy the cluster", db.destroy_cluster, created)
    ids = {cluster["name"]: cluster["id"] for cluster in seeded}
    replicas(db, ids["backend"])
    kafka(db, ids["events"])
    logs(db, ids["orders"])


def contents(db, cluster):
    step("create a database", db.add, cluster, {"name": "shop"})
    step("get a database", db.get, cluster, "shop")
    step("list databases", db.list, cluster)
    step("create a user", db.add_user, cluster, {"name": "app"})
    step("change a user", db.update_user, cluster, "app", {"settings": {"pg_allow_replication": True}})
    step("reset a user's password", db.reset_auth, cluster, "app", {})
    step("list users", db.list_users, cluster)
    pool = {"name": "shop-pool", "mode": "transaction", "size": 5, "db": "shop", "user": "app"}
    step("create a pool", db.add_connection_pool, cluster, pool)
    step("change a pool", db.update_connection_pool, cluster, "shop-pool", {**pool, "size": 3})
    step("get a pool", db.get_connection_pool, cluster, "shop-pool")
    step("list pools", db.list_connection_pools, cluster)
    step("delete a pool", db.delete_connection_pool, cluster, "shop-pool")
    step("delete a user", db.delete_user, cluster, "app")
    step("delete a database", db.delete, cluster, "shop")


def settings(db, cluster):
    step("get the CA", db.get_ca, cluster)
    step("get the configuration", db.get_config, cluster)
    step("set the configuration", db.patch_config, cluster, {"config": {"jit": False}})
    storage = {"enabled": True, "threshold_percent": 80, "increment_gib": 10}
    step("set autoscaling", db.update_autoscale, cluster, {"storage": storage})
    step("get autoscaling", db.get_autoscale, cluster)
    step("set firewall rules", db.update_firewall_rules, cluster, {"rules": [{"type": "tag", "value": "web"}]})
    step("list firewall rules", db.list_firewall_rules, cluster)
    step("set the maintenance window", db.update_maintenance_window, cluster, {"day": "sunday", "hour": "14:00"})


def replicas(db, cluster):
    step("list backups", db.list_backups, cluster)
    step("create a replica", db.create_replica, cluster, {"name": "pydo-read", "size": "db-s-2vcpu-4gb"})
    online = lambda answer: answer["replica"]["status"] == "online"
    until("wait for the replica", online, lambda: db.get_replica(cluster, "pydo-read"))
    step("promote the replica", db.promote_replica, cluster, "pydo-read")


def kafka(db, cluster):
    topic = {"name": "pydo", "partition_count": 3, "replication_factor": 2}
    step("create a topic", db.create_kafka_topic, cluster, topic)
    until("wait for the topic", lambda answer: "topic" in answer, lambda: db.get_kafka_topic(cluster, "pydo"))
    step("change a topic", db.update_kafka_topic, cluster, "pydo", {"partition_count": 6})
    step("list topics", db.list_kafka_topics, cluster)
    step("delete a topic", db.delete_kafka_topic, cluster, "pydo")
    schema = {"subject_name": "pydo", "schema_type": "AVRO", "schema": '{"type":"string"}'}
    step("create a schema", db.create_kafka_schema, cluster, schema)
    step("list schemas", db.list_kafka_schemas, cluster)
    step("delete a schema", db.delete_kafka_schema, cluster, "pydo")


def logs(db, cluster):
    config = {"server": "logs.example.com", "port": 514, "tls": False, "format": "rfc5424"}
    sink = {"sink_name": "pydo", "sink_type": "rsyslog", "config": config}
    created = step("create a logsink", db.create_logsink, cluster, sink)["sink"]["sink_id"]
    step("list logsinks", db.list_logsink, cluster)
    step("delete a logsink", db.delete_logsink, cluster, created)


def registries(client):
    many, one = client.registries, client.registry
    step("get the registry", one.get)
    step("list registries", many.list)
    step("get the subscription", one.get_subscription)
    step("get docker credentials", many.get_docker_credentials, "example")
    step("list repositories", many.list_repositories_v2, "example")
    manifests = step("list manifests", many.list_repository_manifests, "example", "web")["manifests"]
    step("list tags", many.list_repository_tags, "example", "web")
    step("delete a tag", many.delete_repository_tag, "example", "web", "latest")
    digest = manifests[-1]["digest"]
    step("delete a manifest", many.delete_repository_manifest, "example", "web", digest)
    kind = {"type": "untagged manifests and unreferenced blobs"}
    started = step("start a garbage collection", one.run_garbage_collection, "example", kind)
    uuid = started["garbage_collection"]["uuid"]
    step("get the running garbage collection", many.get_garbage_collection, "example")
    step("cancel it", many.update_garbage_collection, "example", uuid, {"cancel": True})
    ended = lambda answer: answer["garbage_collections"][0]["status"] == "cancelled"
    until("wait for its end", ended, lambda: many.list_garbage_collections("example"))


def main(url, token):
    # Its own policy sends tokens over HTTPS only.
    policy = HeadersPolicy({"Authorization": f"Bearer {token}"})
    client = Client(token, endpoint=url, authentication_policy=policy)
    clusters(client.databases)
    registries(client)


if __name__ == "__main__":
    main(*sys.argv[1:])
