import type { Organization } from "../organization/organization";

/**
 * Accounts whose alarms in the home Region publish to the topics of the alerts by themselves, as `alarmActions` has it.
 * Alarms of other accounts and Regions reach the topics as events.
 */
export const alarmPublishers = ({ accounts }: Organization): string[] => [
  accounts.management.id,
  accounts.logArchive.id,
  accounts.securityTooling.id,
];
