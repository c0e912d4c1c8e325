import { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { LogGroups } from "../../modules/sources/log-groups";
import type { Organization } from "../organization/organization";
import { ownsRecorder } from "../organization/recorders";
import type { SourceName, Sources } from "../organization/sources";
import { ContractReader } from "../workspace/contracts";
import type { LocalCopy, LogGroupPurpose } from "../workspace/log-group-names";
import { Names } from "../workspace/names";
import { Workspace } from "../workspace/workspace";

/** The account that a source is made in, and what it writes to. */
export class SourceAccount {
  readonly organization: Organization;
  readonly names: Names;
  readonly accountId: string;
  /** Which account it is, as most modules ask for it. */
  readonly owner: { readonly partition: Names["partition"]; readonly accountId: string };
  readonly archiveBucketName: string;

  constructor(
    readonly workspace: Workspace,
    readonly logArchive: ContractReader<"log-archive">,
    readonly logGroups: LogGroups<LogGroupPurpose>,
    /** Role under which AWS Config records. */
    readonly configRoleArn: string,
  ) {
    this.organization = workspace.organization;
    this.names = workspace.names;
    this.accountId = workspace.account.id;
    this.owner = { partition: workspace.names.partition, accountId: workspace.account.id };
    this.archiveBucketName = logArchive.text("logs_bucket_name");
  }

  /** Whether CloudWatch makes log groups here for the events of other accounts. */
  get holdsCentralLogGroups(): boolean {
    const { transport, accounts } = this.organization;
    return transport.mode === "centralization" && this.accountId === accounts.logArchive.id;
  }

  /** Whether the recorder of AWS Config is ours to make here. */
  get ownsRecorder(): boolean {
    return ownsRecorder(this.organization, this.accountId);
  }

  /** Regions in which a recorder of AWS Config runs that is not ours. */
  get recordedByOthers(): readonly string[] {
    const { config } = this.organization.sources;
    return config.enabled && !this.ownsRecorder ? this.regionsOf(config) : [];
  }

  /** Regions that a source is collected from. */
  regionsOf({ regions }: { readonly regions?: readonly string[] }): readonly string[] {
    return regions ?? this.organization.regions.governed;
  }

  /** Where a copy of what the archive has goes, and under which role; nowhere if there is to be none. */
  localCopy(purpose: LocalCopy, { localCopy }: { readonly localCopy: { readonly enabled: boolean } }) {
    return localCopy.enabled
      ? { logGroups: this.logGroups.of[purpose], roleName: this.names.role(purpose) }
      : undefined;
  }

  /** What is in governed Regions; one that is governed no more keeps its log groups, to which nothing writes. */
  inGoverned<Item>(items: Readonly<Record<string, Item>>): Record<string, Item> {
    const { governed } = this.organization.regions;
    return Object.fromEntries(Object.entries(items).filter(([region]) => governed.includes(region)));
  }

  /** The ARNs of this account by Region; those of global resources under the edge Region. */
  byRegion(arns: readonly string[]): Record<string, string[]> {
    const found: Record<string, string[]> = {};
    for (const arn of arns) {
      const [, , , region, account] = arn.split(":");
      if (account === this.accountId) (found[region || (this.names.edgeRegion ?? "")] ??= []).push(arn);
    }
    return found;
  }

  /** A selection of resources, in which those that are listed stand by Region. */
  selected<Source extends { readonly resources: "discovered" | readonly string[] }>(source: Source) {
    const { resources } = source;
    return { ...source, resources: resources === "discovered" ? resources : this.byRegion(resources) };
  }
}

/** What sources give to those after them. */
export interface Given {
  /** Region that is recorded -> what rules of AWS Config wait for: the recorder, or nothing where it is another's. */
  readonly recorders: Readonly<Record<string, readonly ITerraformDependable[]>>;
  /** What an instance needs for sessions to be logged. */
  readonly sessionPolicyArn?: string;
}

/** A source of the organization file, and how it is made in one account. @returns what it gives to those after it */
export interface SourceRow {
  readonly section: SourceName;
  readonly make: (account: SourceAccount, given: Given) => Partial<Given>;
}

const isSwitchedOff = (chosen: unknown) =>
  typeof chosen === "object" && chosen !== null && "enabled" in chosen && chosen.enabled === false;

/**
 * One row: the section of the file, the module, and what the module is told, by construct id; nothing where this account
 * has none of it. A section that is switched off makes nothing.
 */
export const row = <Name extends SourceName, Props, Made extends Construct>(
  section: Name,
  Module: new (scope: Construct, id: string, props: Props) => Made,
  properties: (
    account: SourceAccount,
    chosen: Sources[Name],
    given: Given,
  ) => Readonly<Record<string, NoInfer<Props> | undefined>>,
  gives: (made: Made) => Partial<Given> = () => ({}),
): SourceRow => ({
  section,
  make: (account, given) => {
    const chosen = account.organization.sources[section];
    if (isSwitchedOff(chosen)) return {};
    return Object.entries(properties(account, chosen, given)).reduce(
      (all, [id, props]) => (props ? { ...all, ...gives(new Module(account.workspace, id, props)) } : all),
      {},
    );
  },
});
