import { ServiceTampering } from "./service-tampering";

/** AWS Config is stopped, redirected or told to keep less, or what its rules find and repair is changed. */
export const config: ServiceTampering = {
  service: "config",
  groups: [
    {
      denied: "DenyEndingTheRecord",
      actions: [
        "DeleteAggregationAuthorization",
        "DeleteConfigurationAggregator",
        "DeleteConfigurationRecorder",
        "DeleteDeliveryChannel",
        "DeleteRetentionConfiguration",
        "DeleteServiceLinkedConfigurationRecorder",
        "DisassociateResourceTypes",
        "PutConfigurationAggregator",
        "PutConfigurationRecorder",
        "PutDeliveryChannel",
        "PutRetentionConfiguration",
        "StopConfigurationRecorder",
      ],
    },
    { denied: "DenyBlindingDetection", actions: ["DeleteOrganization*", "PutOrganization*"] },
    {
      denied: "DenyChangingTagged",
      about: { ours: ["configRuleName", "configRule.configRuleName"] },
      actions: ["DeleteConfigRule", "DeleteEvaluationResults", "PutConfigRule", "PutExternalEvaluation"],
    },
    // A rule is told by its tag.
    { denied: "DenyChangingTagged", about: { ours: ["resourceArn"] }, actions: ["TagResource", "UntagResource"] },
    {
      denied: "DenyChangingRemediation",
      actions: ["DeleteRemediationConfiguration", "PutRemediationConfigurations", "PutRemediationExceptions"],
    },
  ],
};
