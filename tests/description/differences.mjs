// Where responses of practice differ from the description, by the file that meets them: a pattern of `operation: problem`,
// and the reason.
export const RESPONSES = {
  clusters: [
    [/^databases_\w+: .*connection\/protocol is not declared$/, "real and undeclared"],
    [/^databases_\w+: .*connection\/application_ports is not declared$/, "real and undeclared"],
    [/^databases_\w+: .*\/storage_autoscale is not declared$/, "read by godo and Terraform"],
    [/^databases_get_autoscale: \/storage is not declared$/, "not under autoscale: doctl against the service"],
    [/^databases_list_options: \/options\/\w+\/default_version is not declared$/, "real and undeclared"],
    [/^databases_list_options: \/version_availability\/\w+\/#\/default is not declared$/, "real and undeclared"],
    [/^databases_get_config: \/config must (be object|match a schema in anyOf)$/, "a list for the advanced engines"],
    [/^databases_get_cluster_metrics_credentials: .*\/basic_auth_\w+ is not declared$/, "on one level, not on two"],
  ],
  contents: [
    [/^databases_\w+: .*connection\/protocol is not declared$/, "real and undeclared"],
    [/^databases_\w+_kafka_topic: .*\/consumer_groups\/#\/name is not declared$/, "what it calls group_name"],
    [/^databases_\w+_kafka_topic: .*\/message_timestamp_difference_max_ms is not declared$/, "in its own examples"],
    [/^databases_\w+_kafka_topic: .*\/segment_index_bytes is not declared$/, "in its own examples"],
    [/^databases_\w+_logsink: .*\/sink_type must be equal to one of the allowed values$/, "lacks datadog"],
    [/^databases_list_opeasearch_indexes: .*\/(create_time|docs|replication) is not declared$/, "godo and doctl"],
  ],
  registry: [
    [/^registr\w+_garbageCollections?: .*\/type is not declared$/, "real and undeclared"],
    [/^registr\w+_garbageCollections?: .*\/status must be equal to one of the allowed values$/, "seen, undocumented"],
    [/^registr\w+_list_garbageCollections: \/(meta|links) is not declared$/, "real and undeclared"],
    [/^registries_list: \/total_storage_usage_bytes is not declared$/, "real and undeclared"],
    [/^registr\w+: .*\/read_only is not declared$/, "live"],
    [/^registr(y_get|y_create|ies_create): \/subscription is not declared$/, "beside the registry: live and godo"],
  ],
};
