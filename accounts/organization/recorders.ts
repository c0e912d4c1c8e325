import type { Organization } from "./organization";

/**
 * Whether the recorder of AWS Config in an account is ours to make. Control Tower makes one in every account that it
 * enrols, and none in the management account.
 * @see https://docs.aws.amazon.com/controltower/latest/userguide/how-control-tower-works.html
 */
export function ownsRecorder({ sources, accounts }: Organization, accountId: string): boolean {
  const { recorder } = sources.config;
  return recorder === "own" || (recorder === "control-tower" && accountId === accounts.management.id);
}
