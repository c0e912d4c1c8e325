/** One page of an answer. */
export interface Page<Item> {
  readonly items: readonly Item[] | undefined;
  readonly next: string | undefined;
}

/** More pages than any account has: whoever answers with the same page forever is not asked forever. */
const mostPages = 200;

/** Every item of an answer that comes in pages. */
export async function allPages<Item>(page: (token: string | undefined) => Promise<Page<Item>>): Promise<Item[]> {
  const all: Item[] = [];
  let token: string | undefined;
  for (let count = 0; count < mostPages; count += 1) {
    const { items, next } = await page(token);
    all.push(...(items ?? []));
    if (!next) return all;
    token = next;
  }
  throw new Error(`more than ${mostPages} pages`);
}
