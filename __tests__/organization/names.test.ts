import { OrganizationFileError } from "../../accounts/organization/load";
import { Organization } from "../../accounts/organization/organization";
import { written } from "../../accounts/organization/written";
import { namingRules } from "../support/naming-rules";
import { organization } from "../support/organizations";
import { Stack, synthesize } from "../support/synthesized";
import { everySource } from "../support/variants";

type Change = (draft: Organization) => void;

/** The longest names that the file takes beside the prefix. */
function longestNames(draft: Organization): void {
  draft.regions = { home: "eu-west-1", vault: "eu-west-2", governed: ["eu-west-1", "us-east-1"], retired: [] };
  draft.accounts.workloads = [{ name: `w${"-w".repeat(19)}w`, id: "444444444444" }];
  for (const relay of draft.sources.syslogRelays) relay.name = `r${"-r".repeat(9)}r`;
  for (const mirror of draft.sources.trafficMirrors) mirror.name = `m${"-m".repeat(9)}m`;
  for (const [index, reader] of draft.readers.entries()) reader.name = `a${index}${"a".repeat(28)}`;
}

const everything: Change = (draft) => {
  everySource(draft);
  longestNames(draft);
};

/** What uses other names than everything does. */
const others: readonly Change[] = [
  everything,
  (draft) => {
    draft.transport = { mode: "firehose" };
    draft.accounts.workloads = [];
  },
  (draft) => {
    draft.transport = { mode: "centralization" };
    draft.accounts.workloads = [];
  },
];

/** The longest prefix that fits into the names of the organization's rules, and the longest without them. */
const prefixes: Readonly<Record<string, Change>> = {
  ab: everything,
  "ssm-logs": everything,
  "awareness-logs": everything,
  "s3alias-table-s3": everything,
  [`a${"-9".repeat(11)}z`]: everything,
  [`a${"-9".repeat(13)}`]: (draft) => {
    everything(draft);
    draft.readers = draft.readers.map((reader) => ({ ...reader, name: reader.name.slice(0, 29) }));
    Object.assign(draft, { detection: { organizationRules: { enabled: false } } });
  },
};

const prefixed = (namePrefix: string, change: Change = everything) =>
  organization((draft) => {
    change(draft);
    draft.namePrefix = namePrefix;
  });

interface Name {
  readonly attribute: string;
  readonly name: string;
}

/** What follows from what Terraform finds later, of the length that it will have. */
const digest = /\$\{substr\(sha256\(each\.value\), 0, (\d+)\)\}/g;

/** Everything in a workspace that is given as a name, a bucket or a namespace, but for references. */
const namesIn = ({ resource }: Stack): Name[] =>
  Object.entries(resource).flatMap(([type, all]) =>
    [...written(Object.values(all))].flatMap(({ path, value }) => {
      const keys = path.filter((key) => typeof key === "string");
      const isName = /(^|_)(name|bucket|namespace)$/.test(keys.at(-1) ?? "") && !keys.includes("//");
      if (!isName || typeof value !== "string") return [];
      const name = value.replace(digest, (_, length) => "0".repeat(Number(length)));
      return /\$\{|^arn:/.test(name) ? [] : [{ attribute: [type, ...keys].join("."), name }];
    }),
  );

const namesOf = (organization: Organization) => Object.values(synthesize(organization)).flatMap(namesIn);

/** Documents that are AWS's own, or of a name that AWS gives. */
const ofAws = ["AWS-GatherSoftwareInventory", "SSM-SessionManagerRunShell"];

function takes({ attribute, name }: Name): boolean {
  const rule = namingRules[attribute];
  if (!rule || ofAws.includes(name)) return true;
  return name.length <= (rule.most ?? Infinity) && rule.form.test(name) && !rule.reserved?.test(name);
}

function isRefused(namePrefix: string): boolean {
  try {
    prefixed(namePrefix);
    return false;
  } catch (error) {
    if (error instanceof OrganizationFileError) return error.problems.every(({ path }) => path === "namePrefix");
    throw error;
  }
}

describe("names that are made of what the file says", () => {
  test.each(Object.entries(prefixes))("are taken by AWS where they begin with %s", (prefix, change) => {
    expect(namesOf(prefixed(prefix, change)).filter((name) => !takes(name))).toEqual([]);
  });

  test.each([
    "aws-logs",
    "awslogs",
    "amazon-logs",
    "amzn-logs",
    "amzn-s3-demo-logs",
    "sthree-logs",
    "sthree-configurator",
    "xn--logs",
    "acme--logs",
    "a",
    "9-logs",
    "-logs",
    "logs-",
  ])("never begin with %s, of which AWS would refuse one", (prefix) => {
    expect(isRefused(prefix)).toBe(true);
  });

  const names = others.flatMap((change) => namesOf(prefixed("zz-prefix", change)));

  test("have a rule of AWS's each, whatever is named", () => {
    const unruled = names.filter(({ attribute, name }) => name.includes("zz-prefix") && !(attribute in namingRules));
    expect(unruled).toEqual([]);
  });

  test("are of every kind that there is a rule for", () => {
    const attributes = new Set(names.map(({ attribute }) => attribute));
    expect(Object.keys(namingRules).filter((attribute) => !attributes.has(attribute))).toEqual([]);
  });
});
