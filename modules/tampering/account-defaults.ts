import { ServiceTampering } from "./service-tampering";

/** What an account falls back to where nobody decides otherwise is lowered. */
export const accountDefaults: readonly ServiceTampering[] = [
  {
    service: "ec2",
    groups: [
      {
        denied: "DenyLoweringDefaults",
        actions: [
          "DisableEbsEncryptionByDefault",
          "DisableImageBlockPublicAccess",
          "DisableSnapshotBlockPublicAccess",
          "EnableSnapshotBlockPublicAccess",
          "ModifyInstanceMetadataDefaults",
        ],
      },
    ],
  },
  {
    service: "ssm",
    groups: [{ denied: "DenyLoweringDefaults", actions: ["ResetServiceSetting", "UpdateServiceSetting"] }],
  },
];
