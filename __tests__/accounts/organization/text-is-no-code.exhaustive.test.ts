import { parse } from "@cdktf/hcl2json";
import { written } from "../../../accounts/organization/written";
import { inFormat } from "../../support/formats";
import { accepting, hostileOrganizations, isPlain } from "../../support/hostile-files";
import { synthesizedFiles } from "../../support/synthesized";

/** What takes more than plain text; all of it is in the organizations that are synthesized below. */
const open = [
  "accounts.management.tags",
  "accounts.logArchive.tags",
  "accounts.securityTooling.tags",
  "accounts.workloads[].tags",
  "alerts.emails[]",
  "expectedSilent[].reason",
  "securityContact.name",
  "securityContact.title",
  "sources.operatingSystems.instances.tag",
  "sources.operatingSystems.instances.values[]",
  "sources.operatingSystems.linuxApplicationFiles[]",
  "sources.operatingSystems.windowsApplicationFiles[]",
];

const places = accepting();

/** Every text that a parsed workspace has, keys included, but for expressions. */
const textsIn = (stack: unknown): ReadonlySet<string> =>
  new Set(
    [...written(stack)]
      .flatMap(({ path, value }) => [path.at(-1), value])
      .filter((each): each is string => typeof each === "string" && !each.includes("${")),
  );

describe("text in the organization file", () => {
  test.each(places.filter(({ kind }) => !open.some((each) => kind.startsWith(each))))(
    "$kind takes no text that means anything in JSON, HCL or cdktf",
    ({ texts }) => {
      expect(texts.filter((text) => !isPlain(text))).toEqual([]);
    },
  );

  test.each(places)(
    "$kind takes nothing that Terraform evaluates, and no characters that cannot be seen",
    ({ texts }) => {
      expect(texts.filter((text) => /[$%]\{|TfToken|e\+\d{3}(?!\d)|[\p{C}\u2028]|^__proto__$/u.test(text))).toEqual([]);
    },
  );

  test("the places that take more than plain text do take it", () => {
    const kinds = places.filter(({ texts }) => !texts.every(isPlain)).map(({ kind }) => kind);
    expect(open.filter((each) => !kinds.some((kind) => kind.startsWith(each)))).toEqual([]);
  });

  describe.each(hostileOrganizations(places).map(({ organization, texts }, index) => ({ index, organization, texts })))(
    "that is hostile, part $index,",
    ({ organization, texts }) => {
      const inJson = inFormat("JSON", () => synthesizedFiles(organization));
      const inHcl = inFormat("HCL", () => synthesizedFiles(organization));

      test.each(["management", "workloads-payments"])("is in the HCL of %s as it is in its JSON", async (name) => {
        const file = `stacks/${name}/cdk.tf`;
        const json = textsIn(JSON.parse(inJson[`${file}.json`] ?? ""));
        const hcl = textsIn(await parse(file, inHcl[file] ?? ""));
        const there = texts.filter((text) => json.has(text));
        expect(there.length).toBeGreaterThan(0);
        expect(there.filter((text) => !hcl.has(text))).toEqual([]);
      });
    },
  );
});
