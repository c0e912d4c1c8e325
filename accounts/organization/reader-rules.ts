import { readerTrust } from "../../modules/archive/log-reader";
import { policyLength } from "../../modules/policy/policy-length";
import { partitionOf, regions as knownRegions } from "../../modules/policy/region";
import { Draft, duplicates, Named, Problem, rule, Rule } from "./rule";
import { knownAccounts } from "./source-rules";

type DraftReader = NonNullable<NonNullable<NonNullable<Draft>["readers"]>[number]>;

/** IAM takes role names of this many characters. */
const roleNameLimit = 64;

/** IAM takes trust policies of this many characters, unless the quota was raised. */
const trustLimit = 2048;

const readersOf = ({ readers }: NonNullable<Draft>) =>
  (readers ?? []).map((reader, index) => ({ path: `readers[${index}]`, reader: reader ?? {} }));

const principalsOf = (path: string, { principals }: DraftReader): Named[] =>
  (principals ?? []).map((value, index) => ({ path: `${path}.principals[${index}]`, value }));

/** Fields of an ARN that a rule looks at; none of what is no ARN, which the schema reports. */
function parts(arn: string | undefined) {
  const [, partition, , , account] = arn?.split(":") ?? [];
  return { partition, account };
}

const namedOnce = rule((draft) =>
  duplicates(
    readersOf(draft).map(({ path, reader }) => ({ path: `${path}.name`, value: reader.name })),
    "a name of its own",
  ),
);

const listedOnce = rule((draft) =>
  readersOf(draft).flatMap(({ path, reader }) => [
    ...duplicates(principalsOf(path, reader), "each role once"),
    ...duplicates(
      Array.isArray(reader.logTypes)
        ? (reader.logTypes as string[]).map((value, index) => ({ path: `${path}.logTypes[${index}]`, value }))
        : [],
      "each log type once",
    ),
  ]),
);

const roleNamesFit = rule((draft) =>
  readersOf(draft).map(({ path, reader }) => {
    const excess = `${draft.namePrefix}-reader-${reader.name}`.length - roleNameLimit;
    return reader.name !== undefined && excess > 0
      ? {
          path: `${path}.name`,
          found: `${JSON.stringify(reader.name)}, which makes the name of a role ${excess} characters longer than ${roleNameLimit}`,
          write: `at most ${reader.name.length - excess} characters`,
        }
      : undefined;
  }),
);

const principalsAreOfThePartition = rule((draft) => {
  const home = draft.regions?.home ?? "";
  if (!knownRegions.has(home)) return [];
  return readersOf(draft).flatMap(({ path, reader }) =>
    principalsOf(path, reader)
      .filter(({ value }) => ![undefined, partitionOf(home)].includes(parts(value).partition as "aws" | undefined))
      .map((each) => ({
        path: each.path,
        found: JSON.stringify(each.value),
        write: `an ARN of the partition ${partitionOf(home)}, to which ${home} belongs`,
      })),
  );
});

/** Without an external id, whoever else is a customer of the vendor could have it read these logs. */
const strangersPresentAnExternalId = rule((draft) => {
  const accounts = knownAccounts(draft);
  return readersOf(draft).map(({ path, reader }): Problem | undefined => {
    const stranger = principalsOf(path, reader).find(({ value }) => {
      const { account } = parts(value);
      return account !== undefined && !accounts.includes(account);
    });
    return stranger && reader.externalId === undefined
      ? {
          path: `${path}.externalId`,
          found: `nothing, with ${stranger.path} of an account that is not in this file`,
          write: "the external id that its owner gave you for this organization, or a role of an account in this file",
        }
      : undefined;
  });
});

const trustPoliciesFit = rule((draft) =>
  readersOf(draft).map(({ path, reader }) => {
    const principalArns = principalsOf(path, reader).flatMap(({ value }) => value ?? []);
    const statements = readerTrust({
      partition: "aws-us-gov",
      principalArns,
      organizationId: draft.organization?.id ?? "",
      organizationAccountIds: knownAccounts(draft).filter((id) => id !== undefined),
      externalId: reader.externalId ?? "",
    });
    const size = policyLength(statements);
    return size > trustLimit
      ? {
          path: `${path}.principals`,
          found: `${principalArns.length} roles, which make a trust policy of ${size} characters`,
          write: `fewer roles, or a second reader: IAM takes ${trustLimit} characters`,
        }
      : undefined;
  }),
);

/** What two properties of a reader, or one and another section, can get wrong together. */
export const readerRules: readonly Rule[] = [
  namedOnce,
  listedOnce,
  roleNamesFit,
  principalsAreOfThePartition,
  strangersPresentAnExternalId,
  trustPoliciesFit,
];
