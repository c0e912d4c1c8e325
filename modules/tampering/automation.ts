import { ServiceTampering, TamperingGroup } from "./service-tampering";

const stopping = (about: TamperingGroup["about"], ...actions: string[]): TamperingGroup => ({
  denied: "DenyStoppingWork",
  about,
  actions,
});

/** Documents, associations and parameters by which instances log are changed. */
const systemsManager: ServiceTampering = {
  service: "ssm",
  groups: [
    stopping(
      { ours: ["name", "names", "syncName"] },
      "DeleteDocument",
      "DeleteParameter*",
      "DeleteResourceDataSync",
      "ModifyDocumentPermission",
      "PutParameter",
      "UpdateDocument*",
    ),
    // Requests name an association by an id of AWS's; what changes one changes what instances run.
    { denied: "DenyChangingTagged", actions: ["DeleteAssociation", "UpdateAssociation"] },
    {
      denied: "DenyChangingTagged",
      about: { ours: ["resourceType"] },
      actions: ["AddTagsToResource", "RemoveTagsFromResource"],
    },
    {
      // A document runs under the role of what it runs on, and in other accounts under one that may be let through.
      denied: { not: "ordinary work in a member account; in the management account nobody's" },
      in: "management",
      actions: ["CreateAssociation*", "SendCommand", "StartAutomationExecution"],
    },
  ],
};

/** What works for the logging by itself is stopped: schedules, state machines, documents, associations. */
export const automation: readonly ServiceTampering[] = [
  {
    service: "scheduler",
    groups: [stopping({ ours: ["name"] }, "DeleteSchedule", "UpdateSchedule")],
  },
  systemsManager,
  {
    service: "states",
    groups: [
      stopping(
        { ours: ["stateMachineArn", "executionArn"] },
        "DeleteStateMachine",
        "StopExecution",
        "UpdateStateMachine",
      ),
    ],
  },
];
