import { ServiceTampering } from "./service-tampering";

/** Keys of the logging are disabled, scheduled for deletion, given to others or robbed of their alias. */
export const kms: ServiceTampering = {
  service: "kms",
  groups: [
    {
      denied: "DenyDestroyingKeys",
      about: "keys",
      actions: ["DeleteImportedKeyMaterial", "DisableKey", "DisableKeyRotation", "ScheduleKeyDeletion"],
    },
    {
      denied: "DenyRedirectingKeys",
      about: "keys",
      actions: ["PutKeyPolicy", "ReplicateKey", "TagResource", "UntagResource"],
    },
    { denied: "DenyRedirectingKeys", about: { ours: ["aliasName"] }, actions: ["DeleteAlias", "UpdateAlias"] },
  ],
};
