/** The release the lanes fall back to where the pinned provider cannot be had. */
export const fallbackRelease = "5.100.0";

/**
 * What that release does not know, by type and argument, or `BLOCK.ARGUMENT` of one in a block. It is left out of the lowered copy, and so is not covered by a
 * lane that uses it. The list may only grow or shrink knowingly: an entry nothing uses fails a test, and so does an
 * argument that is missing here.
 */
export const unknownToFallback: Readonly<Record<string, "the whole resource" | readonly string[]>> = {
  aws_observabilityadmin_centralization_rule_for_organization: "the whole resource",
  aws_cloudwatch_log_group: ["deletion_protection_enabled"],
  aws_s3_bucket_server_side_encryption_configuration: ["rule.blocked_encryption_types"],
};

type Block = Record<string, unknown>;

/** The parts of a synthesized workspace that are read here; everything else is passed on. */
export interface Synthesized {
  readonly resource?: Readonly<Record<string, Readonly<Record<string, Block>>>>;
  readonly data?: Readonly<Record<string, Readonly<Record<string, Block>>>>;
  readonly import?: readonly Block[];
  readonly provider: { readonly aws: readonly Block[] };
  readonly terraform: {
    readonly required_providers: { readonly aws: Block };
    readonly backend?: { readonly s3?: Block };
  };
}

export interface Lowered {
  readonly stack: Synthesized;
  /** What was left out, e.g. `aws_cloudwatch_log_group.deletion_protection_enabled`. */
  readonly notCovered: readonly string[];
}

/** A block without an argument, or without that of the blocks in it. */
const withoutArgument = (block: Block, [name = "", ...inner]: readonly string[]): Block =>
  Object.fromEntries(
    Object.entries(block).flatMap(([argument, value]) => {
      if (argument !== name) return [[argument, value]];
      return inner.length === 0 ? [] : [[argument, (value as Block[]).map((each) => withoutArgument(each, inner))]];
    }),
  );

/** Terraform takes no block of types that has none. */
const isEmpty = (types: object) => Object.keys(types).length === 0;

/**
 * The same configuration for the fallback release, which knows no `region` argument: a resource of another Region than
 * the provider's gets an aliased provider instead, and the id of what is imported does not end in its Region. Nothing
 * else changes. The input is left alone.
 */
export function lower(stack: Synthesized): Lowered {
  const [provider, ...others] = stack.provider.aws;
  if (!provider) throw new Error("the stack has no AWS provider");
  const aliases = new Set<string>();
  const named = new Set(others.map(({ alias }) => String(alias)));
  const notCovered = new Set<string>();

  const lowerBlock = (type: string, block: Block): Block => {
    const { region, ...rest } = block;
    let kept: Block = rest;
    for (const argument of [unknownToFallback[type] ?? []].flat()) {
      const without = withoutArgument(kept, argument.split("."));
      if (JSON.stringify(without) !== JSON.stringify(kept)) notCovered.add(`${type}.${argument}`);
      kept = without;
    }
    if (typeof region !== "string" || region === provider.region) return kept;
    aliases.add(region);
    return { ...kept, provider: `aws.${region}` };
  };

  const lowerAll = (types: Synthesized["resource"] = {}) =>
    Object.fromEntries(
      Object.entries(types).flatMap(([type, blocks]) => {
        if (unknownToFallback[type] === "the whole resource") {
          notCovered.add(type);
          return [];
        }
        if (!type.startsWith("aws_")) return [[type, blocks]];
        const lowered = Object.entries(blocks).map(([name, block]) => [name, lowerBlock(type, block)]);
        return [[type, Object.fromEntries(lowered)]];
      }),
    );

  /** `id@REGION`, as of provider 6; before, the provider of the resource says which Region. */
  const lowerImport = (block: Block): Block => ({
    ...block,
    id: String(block.id).replace(/@[a-z]{2}(-[a-z]+)+-\d+$/, ""),
  });

  const { resource: resources, data: sources, ...withoutTypes } = stack;
  const resource = lowerAll(resources);
  const data = lowerAll(sources);
  return {
    stack: {
      ...withoutTypes,
      ...(isEmpty(resource) ? {} : { resource }),
      ...(isEmpty(data) ? {} : { data }),
      ...(stack.import ? { import: stack.import.map(lowerImport) } : {}),
      provider: {
        ...stack.provider,
        aws: [
          provider,
          ...others,
          ...[...aliases]
            .filter((alias) => !named.has(alias))
            .sort()
            .map((alias) => ({ ...provider, alias, region: alias })),
        ],
      },
      terraform: {
        ...stack.terraform,
        required_providers: {
          ...stack.terraform.required_providers,
          aws: { source: "hashicorp/aws", version: fallbackRelease },
        },
      },
    },
    notCovered: [...notCovered].sort(),
  };
}
