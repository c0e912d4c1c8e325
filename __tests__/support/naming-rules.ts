/** What a service takes as the name of something. */
export interface NamingRule {
  /** Characters, and what may follow what; as the service's model or page has it. */
  readonly form: RegExp;
  /** Characters at most, where the page has a bound. */
  readonly most?: number;
  /** Names that the service keeps for itself. */
  readonly reserved?: RegExp;
  readonly page: string;
}

const api = (guide: string, operation: string) => `https://docs.aws.amazon.com/${guide}/API_${operation}.html`;
const logs = (operation: string) => api("AmazonCloudWatchLogs/latest/APIReference", operation);
const iam = (operation: string) => api("IAM/latest/APIReference", operation);
const config = (operation: string) => api("config/latest/APIReference", operation);
const ssm = (operation: string) => api("systems-manager/latest/APIReference", operation);
const metrics = (operation: string) => api("AmazonCloudWatch/latest/APIReference", operation);

const anyAscii = /^[\x20-\x7e]+$/;
const words = /^[\w.-]+$/;

/** Attribute that names something -> what AWS takes. */
export const namingRules: Readonly<Record<string, NamingRule>> = {
  "aws_accessanalyzer_analyzer.analyzer_name": {
    form: /^[A-Za-z_][\w.-]*$/,
    most: 255,
    page: api("access-analyzer/latest/APIReference", "CreateAnalyzer"),
  },
  "aws_accessanalyzer_archive_rule.rule_name": {
    form: /^[A-Za-z][\w.-]*$/,
    most: 255,
    page: api("access-analyzer/latest/APIReference", "CreateArchiveRule"),
  },
  "aws_autoscaling_group.name": {
    form: /^[^:]+$/,
    most: 255,
    page: api("autoscaling/ec2/APIReference", "CreateAutoScalingGroup"),
  },
  "aws_bcmdataexports_export.export.name": {
    form: /^[\w-]+$/,
    most: 128,
    page: api("aws-cost-management/latest/APIReference", "DataExports_CreateExport"),
  },
  "aws_chatbot_slack_channel_configuration.configuration_name": {
    form: /^[\w-]+$/,
    most: 128,
    page: api("chatbot/latest/APIReference", "CreateSlackChannelConfiguration"),
  },
  "aws_chatbot_teams_channel_configuration.configuration_name": {
    form: /^[\w-]+$/,
    most: 128,
    page: api("chatbot/latest/APIReference", "CreateMicrosoftTeamsChannelConfiguration"),
  },
  "aws_cloudtrail.name": {
    form: /^[A-Za-z0-9]+([._-][A-Za-z0-9]+)*$/,
    most: 128,
    page: "https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-trail-naming-requirements.html",
  },
  "aws_cloudwatch_composite_alarm.alarm_name": {
    form: anyAscii,
    most: 255,
    page: metrics("PutCompositeAlarm"),
  },
  "aws_cloudwatch_event_bus.name": {
    form: /^[\w./-]+$/,
    most: 256,
    reserved: /^(default$|aws\.)/,
    page: api("eventbridge/latest/APIReference", "CreateEventBus"),
  },
  "aws_cloudwatch_event_rule.name": { form: words, most: 64, page: api("eventbridge/latest/APIReference", "PutRule") },
  "aws_cloudwatch_log_account_policy.policy_name": {
    form: anyAscii,
    reserved: /^aws\//,
    page: logs("PutAccountPolicy"),
  },
  "aws_cloudwatch_log_delivery_destination.name": { form: /^[\w-]+$/, most: 60, page: logs("PutDeliveryDestination") },
  "aws_cloudwatch_log_delivery_source.name": { form: /^[\w-]+$/, most: 60, page: logs("PutDeliverySource") },
  "aws_cloudwatch_log_destination.name": { form: /^[^:*]+$/, most: 512, page: logs("PutDestination") },
  "aws_cloudwatch_log_group.name": {
    form: /^[\w./#-]+$/,
    most: 512,
    reserved: /^aws\//,
    page: logs("CreateLogGroup"),
  },
  "aws_cloudwatch_log_metric_filter.name": { form: /^[^:*]+$/, most: 512, page: logs("PutMetricFilter") },
  "aws_cloudwatch_log_metric_filter.metric_transformation.name": {
    form: /^[^:*$]+$/,
    most: 255,
    page: logs("MetricTransformation"),
  },
  "aws_cloudwatch_log_metric_filter.metric_transformation.namespace": {
    form: /^[^:*$]+$/,
    most: 255,
    reserved: /^AWS\//,
    page: logs("MetricTransformation"),
  },
  "aws_cloudwatch_log_resource_policy.policy_name": { form: anyAscii, page: logs("PutResourcePolicy") },
  "aws_cloudwatch_log_subscription_filter.name": { form: /^[^:*]+$/, most: 512, page: logs("PutSubscriptionFilter") },
  "aws_cloudwatch_metric_alarm.alarm_name": { form: anyAscii, most: 255, page: metrics("PutMetricAlarm") },
  "aws_cloudwatch_metric_alarm.metric_name": { form: anyAscii, most: 255, page: metrics("PutMetricAlarm") },
  "aws_cloudwatch_metric_alarm.namespace": { form: /^[^:].*$/, most: 255, page: metrics("PutMetricAlarm") },
  "aws_config_config_rule.name": { form: /\S/, most: 128, page: config("PutConfigRule") },
  "aws_config_configuration_aggregator.name": {
    form: /^[\w-]+$/,
    most: 256,
    page: config("PutConfigurationAggregator"),
  },
  "aws_config_organization_conformance_pack.name": {
    form: /^[a-zA-Z][-a-zA-Z0-9]*$/,
    most: 128,
    page: config("PutOrganizationConformancePack"),
  },
  "aws_config_organization_managed_rule.name": {
    form: /^[\w-]+$/,
    most: 64,
    page: config("PutOrganizationConfigRule"),
  },
  "aws_iam_instance_profile.name": { form: /^[\w+=,.@-]+$/, most: 128, page: iam("CreateInstanceProfile") },
  "aws_iam_policy.name": { form: /^[\w+=,.@-]+$/, most: 128, page: iam("CreatePolicy") },
  "aws_iam_role.name": {
    form: /^[\w+=,.@-]+$/,
    most: 64,
    page: iam("CreateRole"),
  },
  "aws_kinesis_firehose_delivery_stream.name": {
    form: words,
    most: 64,
    page: api("firehose/latest/APIReference", "CreateDeliveryStream"),
  },
  "aws_kinesis_stream.name": { form: words, most: 128, page: api("kinesis/latest/APIReference", "CreateStream") },
  "aws_kms_alias.name": {
    form: /^alias\/[\w/-]+$/,
    most: 256,
    reserved: /^alias\/aws\//,
    page: api("kms/latest/APIReference", "CreateAlias"),
  },
  "aws_launch_template.name": {
    form: /^[\w().\-/]{3,}$/,
    most: 128,
    page: api("AWSEC2/latest/APIReference", "CreateLaunchTemplate"),
  },
  "aws_lb.name": {
    form: /^[A-Za-z0-9](-?[A-Za-z0-9])*$/,
    most: 32,
    reserved: /^internal-/,
    page: api("elasticloadbalancing/latest/APIReference", "CreateLoadBalancer"),
  },
  "aws_lb_target_group.name": {
    form: /^[A-Za-z0-9](-?[A-Za-z0-9])*$/,
    most: 32,
    page: api("elasticloadbalancing/latest/APIReference", "CreateTargetGroup"),
  },
  "aws_observabilityadmin_centralization_rule_for_organization.rule_name": {
    form: /^[\w.#/-]+$/,
    most: 100,
    page: api("cloudwatch/latest/observabilityadmin/APIReference", "CreateCentralizationRuleForOrganization"),
  },
  "aws_organizations_policy.name": {
    form: anyAscii,
    most: 128,
    page: api("organizations/latest/APIReference", "CreatePolicy"),
  },
  "aws_route53_resolver_query_log_config.name": {
    form: /^(?!\d+$)[\w' -]+$/,
    most: 64,
    page: api("Route53/latest/APIReference", "route53resolver_CreateResolverQueryLogConfig"),
  },
  "aws_s3_bucket.bucket": {
    form: /^[a-z0-9][a-z0-9.-]+[a-z0-9]$/,
    most: 63,
    reserved: /^(xn--|sthree-|amzn-s3-demo-)|(-s3alias|--ol-s3|\.mrap|--x-s3|--table-s3)$/,
    page: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html",
  },
  "aws_oam_sink.name": { form: words, most: 255, page: api("OAM/latest/APIReference", "CreateSink") },
  "aws_scheduler_schedule.name": {
    form: words,
    most: 64,
    page: api("scheduler/latest/APIReference", "CreateSchedule"),
  },
  "aws_security_group.name": {
    form: /^[\w ._\-:/()#,@[\]+=&;{}!$*]+$/,
    most: 255,
    reserved: /^sg-/i,
    page: api("AWSEC2/latest/APIReference", "CreateSecurityGroup"),
  },
  "aws_securityhub_configuration_policy.name": {
    form: /^[A-Za-z0-9.!*/-]+$/,
    page: api("securityhub/1.0/APIReference", "CreateConfigurationPolicy"),
  },
  "aws_sfn_state_machine.name": {
    form: /^[\w-]+$/,
    most: 80,
    page: api("step-functions/latest/apireference", "CreateStateMachine"),
  },
  "aws_sns_topic.name": { form: /^[\w-]+$/, most: 256, page: api("sns/latest/api", "CreateTopic") },
  "aws_sqs_queue.name": {
    form: /^[\w-]+$/,
    most: 80,
    page: api("AWSSimpleQueueService/latest/APIReference", "CreateQueue"),
  },
  "aws_ssm_association.association_name": { form: /^[\w.-]{3,}$/, most: 128, page: ssm("CreateAssociation") },
  "aws_ssm_document.name": {
    form: /^[\w.-]{3,}$/,
    most: 128,
    reserved: /^(aws|amazon|amzn)/i,
    page: ssm("CreateDocument"),
  },
  "aws_ssm_parameter.name": { form: words, most: 2048, reserved: /^(aws|ssm)/i, page: ssm("PutParameter") },
  "aws_ssm_resource_data_sync.name": { form: /^\S+$/, most: 64, page: ssm("CreateResourceDataSync") },
};
