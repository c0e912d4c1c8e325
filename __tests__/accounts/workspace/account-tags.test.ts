import { organization } from "../../support/organizations";
import { Arguments, Stack, synthesize } from "../../support/synthesized";
import { everySource } from "../../support/variants";

const stacks = synthesize(
  organization((draft) => {
    everySource(draft);
    draft.transport = { mode: "centralization" };
    for (const name of ["management", "logArchive", "securityTooling"] as const) {
      draft.accounts[name] = { ...draft.accounts[name], tags: { owner: name } };
    }
  }),
);

/** Of every provider of a workspace, of which there are two where a service is asked in a Region of its own. */
const tagsOf = (stack: Stack | undefined) =>
  (stack?.provider.aws ?? []).map(({ default_tags }) => (default_tags as { tags: Record<string, string> }[])[0]?.tags);

/** Keys of the tags that single resources have beside those of everything. */
const keysOf = ({ tags }: Arguments): string[] => Object.keys((tags as Record<string, string> | undefined) ?? {});

describe("tags of an account", () => {
  test.each([
    ["log-archive", "logArchive"],
    ["management", "management"],
    ["security-tooling", "securityTooling"],
    ["conformance", "securityTooling"],
  ])("are on everything of %s, beside ours", (workspace, owner) => {
    const tags = { owner, "managed-by": "terraform", project: "example-logs", workspace };
    const given = tagsOf(stacks[workspace]);
    expect(given.length).toBeGreaterThan(0);
    expect(given).toEqual(given.map(() => tags));
  });

  test("are written over by none that a single resource has, but for those that the file refuses", () => {
    const single = Object.values(stacks)
      .flatMap(({ resource }) => Object.values(resource).flatMap((each) => Object.values(each)))
      .flatMap(keysOf);
    expect(new Set(single)).toEqual(new Set(["LogsManaged"]));
  });
});
