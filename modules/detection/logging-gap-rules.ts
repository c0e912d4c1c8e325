import { ConfigRule, govCloud, latest, recent } from "./config-rule";

const cluster = ["AWS::RDS::DBCluster"];

/**
 * Functions that log JSON can be told to keep errors, or the record of their invocations, to themselves; text has no
 * such levels. AWS's own two rules do not exist in GovCloud, and ask for one exact level, so that a function which says
 * more would be reported.
 * @see https://docs.aws.amazon.com/config/latest/developerguide/lambda-function-application-log-level-check.html
 * @see https://docs.aws.amazon.com/config/latest/developerguide/evaluate-config_develop-rules_cfn-guard.html
 */
const functionsLogErrors = `
rule errors_and_invocations_are_logged when
  resourceType == "AWS::Lambda::Function"
  configuration.loggingConfig.logFormat == "JSON" {
  configuration.loggingConfig.applicationLogLevel !exists or
  configuration.loggingConfig.applicationLogLevel != "FATAL"

  configuration.loggingConfig.systemLogLevel !exists or
  configuration.loggingConfig.systemLogLevel != "WARN"
}
`.trim();

/**
 * Identifier of the rule -> rule. AWS describes `REDSHIFT_AUDIT_LOGGING_ENABLED` on the page
 * `redshift-audit-logging-enabled.html`, which lists the Regions of `absentFrom`. A Region that the page does not know
 * yet counts as absent, because AWS Config refuses a rule that does not exist, and with it the whole pack.
 * @see https://docs.aws.amazon.com/config/latest/developerguide/managed-rules-by-aws-config.html
 */
export const loggingGapRules = {
  // Exporting is not auditing: the engine has to write the audit log in the first place.
  AURORA_MYSQL_CLUSTER_AUDIT_LOGGING: {
    reports: "Aurora MySQL clusters whose engine writes no audit log.",
    resourceTypes: cluster,
    periodic: true,
    absentFrom: latest,
  },
  RDS_AURORA_MYSQL_AUDIT_LOGGING_ENABLED: {
    reports: "Aurora MySQL clusters that do not export their audit log.",
    resourceTypes: cluster,
    absentFrom: "ap-east-2",
  },
  RDS_AURORA_POSTGRESQL_LOGS_TO_CLOUDWATCH: {
    reports: "Aurora PostgreSQL clusters that do not export their log.",
    resourceTypes: cluster,
    absentFrom: "ap-south-2 ap-southeast-4 ca-west-1 eu-south-2 il-central-1",
  },
  DOCDB_CLUSTER_AUDIT_LOGGING_ENABLED: {
    reports: "DocumentDB clusters that do not export their audit log.",
    resourceTypes: cluster,
    absentFrom: `${govCloud} af-south-1 ap-east-2 ap-northeast-3 ap-southeast-3 ap-southeast-4 ap-southeast-6 ca-west-1
      eu-central-2 eu-north-1 eu-south-2 il-central-1 me-south-1 us-west-1`,
  },
  REDSHIFT_AUDIT_LOGGING_ENABLED: {
    reports: "Redshift clusters without audit logging.",
    resourceTypes: ["AWS::Redshift::Cluster"],
    absentFrom: `${govCloud} ${recent} ap-southeast-3`,
  },
  REDSHIFT_SERVERLESS_PUBLISH_LOGS_TO_CLOUDWATCH: {
    reports: "Redshift Serverless namespaces that do not export their connection and user logs.",
    resourceTypes: ["AWS::RedshiftServerless::Namespace"],
    periodic: true,
    absentFrom: `${govCloud} af-south-1 ap-northeast-3 ap-south-2 ap-southeast-4 ca-west-1 eu-south-1 me-south-1`,
  },
  OPENSEARCH_AUDIT_LOGGING_ENABLED: {
    reports: "OpenSearch domains without audit logging.",
    resourceTypes: ["AWS::OpenSearch::Domain"],
    absentFrom: `${govCloud} ${recent}`,
  },
  OPENSEARCH_LOGS_TO_CLOUDWATCH: {
    reports: "OpenSearch domains that do not export their error log.",
    resourceTypes: ["AWS::OpenSearch::Domain"],
    parameters: { logTypes: "error" },
    absentFrom: `${govCloud} ${recent}`,
  },
  ELASTICSEARCH_LOGS_TO_CLOUDWATCH: {
    reports: "Elasticsearch domains that do not export their error log.",
    resourceTypes: ["AWS::Elasticsearch::Domain"],
    parameters: { logTypes: "error" },
  },
  ECS_TASK_DEFINITION_LOG_CONFIGURATION: {
    reports: "ECS task definitions with a container that logs nowhere.",
    resourceTypes: ["AWS::ECS::TaskDefinition"],
    absentFrom: govCloud,
  },
  LAMBDA_FUNCTION_LOGS_ERRORS: {
    reports: "Lambda functions told to log neither errors nor invocations.",
    resourceTypes: ["AWS::Lambda::Function"],
    guardPolicy: functionsLogErrors,
  },
  STEP_FUNCTIONS_STATE_MACHINE_LOGGING_ENABLED: {
    reports: "State machines without logging.",
    resourceTypes: ["AWS::StepFunctions::StateMachine"],
    absentFrom: `${govCloud} ${latest} ap-southeast-4 ca-west-1 il-central-1`,
  },
  CODEBUILD_PROJECT_LOGGING_ENABLED: {
    reports: "CodeBuild projects with every log switched off.",
    resourceTypes: ["AWS::CodeBuild::Project"],
    absentFrom: `${latest} ap-southeast-3 ca-west-1`,
  },
  API_GW_EXECUTION_LOGGING_ENABLED: {
    reports: "Stages of REST and WebSocket APIs without execution logging.",
    resourceTypes: ["AWS::ApiGateway::Stage", "AWS::ApiGatewayV2::Stage"],
    absentFrom: "ap-east-2 ap-southeast-6",
  },
  API_GWV2_ACCESS_LOGS_ENABLED: {
    reports: "Stages of HTTP and WebSocket APIs without access logging.",
    resourceTypes: ["AWS::ApiGatewayV2::Stage"],
    absentFrom: `${govCloud} ${recent} ap-southeast-3`,
  },
  APPSYNC_LOGGING_ENABLED: {
    reports: "GraphQL APIs without logging of their fields.",
    resourceTypes: ["AWS::AppSync::GraphQLApi"],
    absentFrom: `${govCloud} ap-east-2 ap-southeast-4 ap-southeast-6 ca-west-1 il-central-1 mx-central-1`,
  },
  EC2_CLIENT_VPN_CONNECTION_LOG_ENABLED: {
    reports: "Client VPN endpoints that do not log connections.",
    resourceTypes: ["AWS::EC2::ClientVpnEndpoint"],
    absentFrom: `ap-east-2 ap-south-2 ap-southeast-3 ap-southeast-5 ap-southeast-6 ca-west-1 eu-south-2 il-central-1
      me-central-1 mx-central-1`,
  },
  EC2_VPN_CONNECTION_LOGGING_ENABLED: {
    reports: "Site-to-Site VPN connections with a tunnel that does not log.",
    resourceTypes: ["AWS::EC2::VPNConnection"],
    absentFrom: "ap-east-2 ap-southeast-6 ca-west-1",
  },
  NETFW_LOGGING_ENABLED: {
    reports: "Network firewalls that do not log both alerts and flows.",
    resourceTypes: ["AWS::NetworkFirewall::LoggingConfiguration"],
    periodic: true,
    parameters: { logType: "both" },
    absentFrom: `${govCloud} ${latest} ca-west-1`,
  },
  ROUTE53_QUERY_LOGGING_ENABLED: {
    reports: "Public hosted zones that do not log queries.",
    resourceTypes: ["AWS::Route53::HostedZone"],
    onlyIn: "us-east-1",
  },
  MQ_CLOUDWATCH_AUDIT_LOG_ENABLED: {
    reports: "ActiveMQ brokers that do not export their audit log.",
    resourceTypes: ["AWS::AmazonMQ::Broker"],
    absentFrom: `${latest} ap-south-2 ca-west-1 eu-central-2 eu-south-2 il-central-1`,
  },
  TRANSFER_CONNECTOR_LOGGING_ENABLED: {
    reports: "Transfer Family connectors without logging.",
    resourceTypes: ["AWS::Transfer::Connector"],
    absentFrom: "ap-south-2 ap-southeast-4 ca-west-1 eu-central-2 eu-south-2 il-central-1",
  },
  DATASYNC_TASK_LOGGING_ENABLED: {
    reports: "DataSync tasks without logging.",
    resourceTypes: ["AWS::DataSync::Task"],
    absentFrom: `${latest} ca-west-1`,
  },
  // What AWS's own pack of this kind has beyond the rules above.
  REDSHIFT_CLUSTER_CONFIGURATION_CHECK: {
    reports: "Redshift clusters that are not encrypted or do not log who did what.",
    resourceTypes: ["AWS::Redshift::Cluster"],
    parameters: { clusterDbEncrypted: "true", loggingEnabled: "true" },
    absentFrom: "mx-central-1",
  },
  CODEBUILD_PROJECT_S3_LOGS_ENCRYPTED: {
    reports: "CodeBuild projects that write logs to S3 unencrypted.",
    resourceTypes: ["AWS::CodeBuild::Project"],
    absentFrom: `${latest} ap-southeast-3 ca-west-1`,
  },
} as const satisfies Record<string, ConfigRule>;
