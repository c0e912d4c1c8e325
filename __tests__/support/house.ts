import { Imports } from "./imports";

/** The room a file of the program is in; none for what is not deployed. */
const roomOf = (file: string): string | undefined =>
  file === "main.ts" ? file : /^(?:accounts|modules)\/[\w-]+(?=\/)/.exec(file)?.[0];

/** Rooms and the rooms they import from, without the arrows that follow from others. */
function arrows({ of }: Imports): Map<string, Set<string>> {
  const all = new Map<string, Set<string>>();
  for (const [file, imported] of of) {
    const from = roomOf(file);
    if (from === undefined) continue;
    const to = all.get(from) ?? new Set();
    all.set(from, to);
    for (const room of imported.map(roomOf)) if (room !== undefined && room !== from) to.add(room);
  }
  const reaches = (from: string, to: string): boolean =>
    [...(all.get(from) ?? [])].some((next) => next === to || reaches(next, to));
  const direct = ([from, to]: [string, Set<string>]): [string, Set<string>] => [
    from,
    new Set([...to].filter((room) => ![...to].some((other) => other !== room && reaches(other, room))).sort()),
  ];
  return new Map([...all].map(direct).sort(([one], [other]) => one.localeCompare(other)));
}

/** The house in Mermaid: an arrow says who imports from whom, and those that follow from others are left out. */
export function house(imports: Imports): string {
  const rooms = arrows(imports);
  const folder = (name: string) => [
    `  subgraph ${name}`,
    ...[...rooms.keys()]
      .filter((room) => room.startsWith(`${name}/`))
      .map((room) => `    ${room}["${room.slice(name.length + 1)}"]`),
    "  end",
  ];
  return [
    "flowchart TD",
    ...folder("accounts"),
    ...folder("modules"),
    ...[...rooms].flatMap(([from, to]) => [...to].map((room) => `  ${from} --> ${room}`)),
  ].join("\n");
}
