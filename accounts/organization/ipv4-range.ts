import { Problem } from "../../modules/checks/problem";
import { name } from "./fields";
import { Named } from "./rule";

const octet = "(25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)";

/** A range of IPv4 addresses, none wider than the widest that is private: more is everybody. */
export const ipv4Range = name(
  "an IPv4 range of /8 or narrower",
  new RegExp(`^(${octet}\\.){3}${octet}/([89]|[12]\\d|3[0-2])$`),
  "10.0.0.0/8",
);

interface Range {
  readonly first: number;
  readonly size: number;
  /** Addresses by which the text is beyond the first of its range. */
  readonly beyond: number;
}

const numberOf = (address: string) => address.split(".").reduce((number, octet) => number * 256 + Number(octet), 0);

const textOf = (address: number) => [24, 16, 8, 0].map((bits) => Math.floor(address / 2 ** bits) % 256).join(".");

function rangeOf(text: string): Range | undefined {
  if (!ipv4Range.safeParse(text).success) return undefined;
  const [address = "", bits = ""] = text.split("/");
  const size = 2 ** (32 - Number(bits));
  const beyond = numberOf(address) % size;
  return { first: numberOf(address) - beyond, size, beyond };
}

const isWithin = (one: Range, other: Range) =>
  one.first >= other.first && one.first + one.size <= other.first + other.size;

/** Addresses of hosts that are written as ranges, and ranges within others: either says something else than was meant. */
export function rangeProblems(all: readonly Named[]): Problem[] {
  const ranges = all.flatMap(({ path, value = "" }) => {
    const range = rangeOf(value);
    return range ? [{ path, value, range }] : [];
  });
  return ranges.flatMap(({ path, value, range }): Problem[] => {
    if (range.beyond > 0) {
      const [, bits] = value.split("/");
      const write = `${textOf(range.first)}/${bits}, where that range begins, or ${textOf(range.first + range.beyond)}/32`;
      return [{ path, found: `${JSON.stringify(value)}, an address within its range`, write }];
    }
    const wider = ranges.find((other) => other.value !== value && isWithin(range, other.range));
    return wider
      ? [
          {
            path,
            found: `${JSON.stringify(value)}, within ${wider.path}`,
            write: "nothing here: the wider range has it",
          },
        ]
      : [];
  });
}
