import { managementAlone, ServiceTampering } from "./service-tampering";

/** Trails are stopped, deleted, redirected or told to record less, or administered elsewhere. */
export const cloudTrail: ServiceTampering = {
  service: "cloudtrail",
  groups: [
    {
      denied: "DenyEndingTheRecord",
      actions: [
        "DeleteTrail",
        "PutEventConfiguration",
        "PutEventSelectors",
        "PutInsightSelectors",
        "StopLogging",
        "UpdateTrail",
      ],
    },
    { denied: managementAlone, actions: ["RegisterOrganizationDelegatedAdmin"] },
  ],
};
