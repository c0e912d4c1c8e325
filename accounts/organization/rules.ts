import { accountRules } from "./accounts";
import { alertRules } from "./alert-rules";
import { attachmentRules } from "./attachment-rules";
import { backendRules } from "./backend-rules";
import { detectionRules } from "./detection-rules";
import { expectedSilentRules } from "./expected-silent";
import { guardRailTargetRules } from "./guard-rail-targets";
import { guardRailRules } from "./guard-rails";
import { listRules } from "./lists";
import { namePrefixRules } from "./name-prefix";
import { malwareScanRules } from "./malware-scans";
import { objectLockRules } from "./object-lock";
import { partitionRules } from "./partition-rules";
import { readerRules } from "./reader-rules";
import { regionRules } from "./regions";
import { retentionRules } from "./retention";
import { roleRules } from "./role-rules";
import { Rule } from "./rule";
import { sourceRules } from "./source-rules";
import { textRules } from "./text";
import { transportRules } from "./transport";

/** Everything that only several properties together can get wrong. */
export const rules: readonly Rule[] = [
  ...textRules,
  ...listRules,
  ...accountRules,
  ...regionRules,
  ...namePrefixRules,
  ...retentionRules,
  ...objectLockRules,
  ...roleRules,
  ...backendRules,
  ...partitionRules,
  ...sourceRules,
  ...attachmentRules,
  ...detectionRules,
  ...malwareScanRules,
  ...transportRules,
  ...readerRules,
  ...guardRailRules,
  ...guardRailTargetRules,
  ...alertRules,
  ...expectedSilentRules,
];
