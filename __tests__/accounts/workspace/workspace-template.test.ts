import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import os from "node:os";
import { join } from "node:path";
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { Annotations, Fn, LocalBackend, TerraformLocal, TerraformOutput, TerraformStack } from "cdktf";
import fc from "fast-check";
import { Organization } from "../../../accounts/organization/organization";
import { shapes, WorkloadAccount } from "../../../accounts/workspace/workload-shapes";
import { MakeWorkspace } from "../../../accounts/workspace/workspace-template";
import { collidingAccounts } from "../../support/colliding-accounts";
import { organization } from "../../support/organizations";
import { Format, formats } from "../../support/formats";
import { madeFiles, sharedFiles } from "../../support/workload-workspaces";

/** A workspace in miniature, with an account's own values in every kind of place: ids, names, keys, and text in text. */
const miniature =
  (add: (stack: TerraformStack, account: WorkloadAccount) => void = () => undefined): MakeWorkspace =>
  (scope, account) => {
    const { id, name, tags } = account;
    const stack = new TerraformStack(scope, `workloads-${name}`);
    new AwsProvider(stack, "aws", { allowedAccountIds: [id], defaultTags: [{ tags: { ...tags, workspace: name } }] });
    new LocalBackend(stack, { path: `../${name}.tfstate` });
    const outputs = {
      "side-by-side": `${id}${id}${name}${name}${id}`,
      among: `1${id}0 pay${name}ments arn:aws:iam::${id}:role/aws/${name}-${name}`,
      nested: Fn.jsonencode({ [`key-${name}`]: [`${id}!`, name, JSON.stringify({ name })] }),
      local: new TerraformLocal(stack, "joined", Fn.join("/", [`${name}:`, `${id}:`])).asString,
    };
    for (const [key, value] of Object.entries(outputs)) new TerraformOutput(stack, key, { value, staticId: true });
    add(stack, account);
    return stack;
  };

const example = organization();

const withWorkloads = (workloads: readonly WorkloadAccount[]): Organization => ({
  ...example,
  accounts: { ...example.accounts, workloads: [...workloads] },
});

const pair = withWorkloads([
  { name: "payments", id: "600000000001", tags: { team: "payments" } },
  { name: "website", id: "600000000002", tags: { team: "web" } },
]);

/** Expects that the workspaces of the pair are made by themselves, and what is written is theirs. */
function expectMade(make: MakeWorkspace, format: Format = "JSON"): Record<string, string> {
  const { files, rendered } = sharedFiles(pair, format, make);
  expect(rendered).toEqual([]);
  expect(files).toEqual(madeFiles(pair, format, make));
  return files;
}

describe("a template", () => {
  test.each(formats)("gives every workspace of its shape, as %s, however values collide", (format) => {
    const generated = fc.property(collidingAccounts(6), (accounts) => {
      const file = withWorkloads(accounts);
      const { files, rendered } = sharedFiles(file, format, miniature());
      const alike = shapes(file).flat();
      expect(rendered.toSorted()).toEqual(alike.map(({ name }) => `workloads-${name}`).toSorted());
      expect(files).toEqual(madeFiles(file, format, miniature()));
    });
    fc.assert(generated, { seed: 2, numRuns: 25 });
  });

  test("has other stand-ins where the file has the first", () => {
    const standIns: string[] = [];
    const make = miniature((_, { id }) => void (/^\d+$/.test(id) || standIns.push(id)));
    sharedFiles(pair, "JSON", make);
    const [usual = ""] = standIns.splice(0);
    const file = withWorkloads(pair.accounts.workloads.map((each) => ({ ...each, tags: { usual } })));
    const { files, rendered } = sharedFiles(file, "JSON", make);
    expect(rendered).toHaveLength(2);
    expect(standIns[0]).toHaveLength(12);
    expect(usual).toHaveLength(12);
    expect(standIns[0]).not.toBe(usual);
    expect(files).toEqual(madeFiles(file, "JSON", miniature()));
  });

  test("is none where the file leaves no stand-in", () => {
    const everyCharacter = Array.from({ length: 0x1900 }, (_, index) => String.fromCharCode(0xe000 + index)).join("");
    const file = withWorkloads(pair.accounts.workloads.map((each) => ({ ...each, tags: { note: everyCharacter } })));
    const { rendered } = sharedFiles(file, "JSON", miniature());
    expect(rendered).toEqual([]);
  });

  test("leaves nothing behind, wherever it was synthesized", () => {
    const temporary = mkdtempSync(join(os.tmpdir(), "temporary-"));
    const folders = jest.spyOn(os, "tmpdir").mockReturnValue(temporary);
    try {
      const during = new Set<string>();
      const make = miniature(() => readdirSync(temporary).forEach((name) => during.add(name)));
      expect(sharedFiles(pair, "JSON", make).rendered).toHaveLength(2);
      expect([...during].filter((name) => name.startsWith("workspaces-"))).toHaveLength(1);
      expect(readdirSync(temporary)).toEqual([]);
    } finally {
      folders.mockRestore();
      rmSync(temporary, { recursive: true });
    }
  });
});

describe("workspaces of one shape are made by themselves", () => {
  test("when one of them is annotated, which the manifest then says of that one alone", () => {
    const make = miniature((stack, { name }) => {
      if (name.length > "website".length) Annotations.of(stack).addWarning(`${name} is a long name`);
    });
    const { stacks } = JSON.parse(expectMade(make)["manifest.json"] ?? "") as {
      stacks: Record<string, { annotations: { message: string }[] }>;
    };
    const annotated = Object.entries(stacks).map(([name, { annotations }]) => [
      name,
      annotations.map((each) => each.message),
    ]);
    expect(Object.fromEntries(annotated)).toEqual({
      first: [],
      last: [],
      "workloads-payments": ["payments is a long name"],
      "workloads-website": [],
    });
  });

  test("when one cannot be synthesized, and the error is its own", () => {
    const make = miniature((_, { name }) => {
      if (name.length > "website".length) throw new Error(`${name} is too long`);
    });
    expect(() => sharedFiles(pair, "JSON", make)).toThrow("payments is too long");
  });

  test("when something takes no id but one of digits", () => {
    expectMade(
      miniature((_, { id }) => {
        if (!/^\d{12}$/.test(id)) throw new Error(`${id} is no id`);
      }),
    );
  });

  test.each<[string, (account: WorkloadAccount) => string]>([
    ["in other letters", ({ name }) => name.toUpperCase()],
    ["in part", ({ id }) => id.slice(0, 6)],
    ["by its length", ({ name }) => `${name.length}`],
    ["in another encoding", ({ tags }) => Buffer.from(tags?.team ?? "").toString("base64")],
  ])("when a text has a value %s", (_, value) => {
    expectMade(miniature((stack, account) => new TerraformOutput(stack, "changed", { value: value(account) })));
  });

  test("when HCL has an id without quotes", () => {
    const make = miniature((stack, { id: value }) => new TerraformOutput(stack, "id", { value }));
    expect(expectMade(make, "HCL")["stacks/workloads-website/cdk.tf"]).toMatch(/value = 600000000002$/m);
  });
});
