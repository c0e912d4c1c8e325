import { ServiceTampering } from "./service-tampering";

/** What CloudWatch collects, centralizes, enriches or rewrites by itself is changed. */
export const observabilityAdmin: ServiceTampering = {
  service: "observabilityadmin",
  groups: [
    {
      denied: "DenyRedirectingLogEvents",
      actions: [
        "CreateCentralizationRuleForOrganization",
        "DeleteCentralizationRuleForOrganization",
        "DeleteTelemetryRule*",
        "StopTelemetry*",
        "UpdateCentralizationRuleForOrganization",
        "UpdateTelemetryRule*",
      ],
    },
    {
      denied: "DenyRewritingLogEvents",
      actions: ["CreateTelemetryPipeline", "DeleteTelemetryPipeline", "UpdateTelemetryPipeline"],
    },
    {
      denied: { not: "adds to what is recorded, or copies events and leaves them as they are" },
      actions: [
        "CreateDatasetIntegration",
        "CreateS3TableIntegration",
        "CreateTelemetryRule*",
        "DeleteDatasetIntegration",
        "DeleteS3TableIntegration",
        "StartTelemetry*",
        "UpdateDatasetIntegration",
      ],
    },
    { denied: { not: "no denial rests on tags of these" }, actions: ["TagResource", "UntagResource"] },
  ],
};
