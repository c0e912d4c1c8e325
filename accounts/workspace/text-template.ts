/** Unicode leaves these characters to whoever uses them; no program writes them of itself. */
const privateUse = Array.from({ length: 0xf8ff - 0xe000 + 1 }, (_, index) => String.fromCharCode(0xe000 + index));

/** Characters of private use that a text does not have. JSON and HCL hold each as it is. */
export function unusedCharacters(text: string): readonly string[] {
  const used = new Set(text.match(/[\ue000-\uf8ff]/g));
  return privateUse.filter((character) => !used.has(character));
}

/** A text with stand-ins, in whose places values are written. */
export class TextTemplate {
  /** In turn what is between stand-ins, in UTF-8, and the index of a stand-in. */
  private readonly parts: readonly (Buffer | number)[];

  /** @param standIns - of letters alone, none of them part of another */
  constructor(text: string, standIns: readonly string[]) {
    // What a group captures is kept, at every other place.
    const split = text.split(new RegExp(`(${standIns.join("|")})`));
    this.parts = split.map((part, index) => (index % 2 === 0 ? Buffer.from(part) : standIns.indexOf(part)));
  }

  /** The text in UTF-8, each stand-in replaced by the value of the same index. */
  with(values: readonly string[]): Buffer {
    const encoded = values.map((value) => Buffer.from(value));
    return Buffer.concat(this.parts.map((part) => (typeof part === "number" ? (encoded[part] as Buffer) : part)));
  }
}
