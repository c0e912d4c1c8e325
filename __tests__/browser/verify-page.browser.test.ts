import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { Browser, chromium, Page } from "playwright-core";
import { findChromium } from "../../emulator/chromium";
import { htmlPage } from "../../tools/verify/html";
import { Cell, Report } from "../../tools/verify/report";
import { hostileTexts } from "../support/hostile-texts";
import { reportOf, verifyReport } from "../support/verify-report";

/** Seconds within which a page is there on a busy machine of two cores. */
const patience = 40;

jest.setTimeout(3 * patience * 1000);

const folder = mkdtempSync(join(tmpdir(), "verify-page-"));
let browser: Browser;
/** What the open pages asked of a network, and what they complained about. */
const asked: string[] = [];
const complaints: string[] = [];
let page: Page;

beforeAll(async () => {
  // The sandbox needs rights that containers of CI have not; the page is our own.
  browser = await chromium.launch({ executablePath: findChromium(), args: ["--no-sandbox"] });
});

afterAll(async () => {
  await browser.close();
  rmSync(folder, { recursive: true, force: true });
});

async function open(report: Report): Promise<void> {
  const file = join(folder, "page.html");
  writeFileSync(file, htmlPage(report));
  page = await browser.newPage({ viewport: { width: 1400, height: 900 } });
  const address = pathToFileURL(file).href;
  page.on("request", (request) => request.url() !== address && asked.push(request.url()));
  page.on("console", (message) => complaints.push(message.text()));
  page.on("pageerror", ({ message }) => complaints.push(message));
  await page.goto(address, { timeout: patience * 1000 });
}

afterEach(async () => {
  await page.close();
  const [requests, said] = [asked.splice(0), complaints.splice(0)];
  expect({ requests, said }).toEqual({ requests: [], said: [] });
});

const focused = () => page.locator(":focus");
const nameOf = (name: string) => page.evaluate(`document.activeElement.getAttribute("${name}")`);
const details = () => page.getByRole("complementary");
const grid = () => page.getByRole("grid", { name: "Accounts and sources" });
const visibleRows = () => grid().locator("tbody tr:visible").count();

describe.each([5, 500])("the page of %d accounts", (accounts) => {
  const report = verifyReport(accounts);
  const many = (count: number) => count.toLocaleString("en-US");

  beforeEach(() => open(report));

  test("says what was found, and has a square for each account and source", async () => {
    expect(await page.locator("#summary").textContent()).toContain(
      "Something is broken. Asked from 2026-11-28 22:00 UTC",
    );
    expect(await page.getByRole("status").textContent()).toBe(
      `Shown: ${many(accounts * 100)} places in ${String(accounts)} accounts`,
    );
    expect(await page.locator("#grid td[role='gridcell']").count()).toBe(accounts * 25);
    expect(await page.locator("#grid th[scope='row']").count()).toBe(accounts);
    expect(await grid().getByRole("columnheader").allTextContents()).toEqual([
      "Account",
      ...new Set(report.cells.map(({ source }) => source)),
    ]);
  });

  test("calls everything that can be used by a name", async () => {
    for (const [verdict, word] of [
      ["broken", "broken"],
      ["unknown", "unknown"],
      ["silent", "silent but healthy"],
      ["delivering", "delivering"],
    ] as const) {
      const name = `${word}: ${many(report.counts[verdict])}`;
      expect(await page.getByRole("checkbox", { name, exact: true }).isChecked()).toBe(true);
    }
    expect(await page.getByRole("group", { name: "Verdict" }).count()).toBe(1);
    expect(await page.getByRole("combobox", { name: "Region" }).count()).toBe(1);
    expect(await page.getByRole("searchbox", { name: "Text" }).count()).toBe(1);
    expect(await page.getByRole("complementary", { name: /management \(100000000000\), cloudtrail/ }).count()).toBe(1);
    expect(await page.getByRole("region", { name: "Broken and unknown" }).count()).toBe(1);
    const silent = "td:not([aria-label]), td[aria-label='']";
    expect(await grid().locator(silent).count()).toBe(0);
    expect(await page.locator("#grid td[tabindex='0']").count()).toBe(1);
  });

  test("leads by keyboard to what is broken, and to its evidence", async () => {
    for (let tabs = 0; tabs < 12 && (await nameOf("role")) !== "gridcell"; tabs += 1) {
      await page.keyboard.press("Tab");
    }
    expect(await nameOf("aria-label")).toMatch(/^management \(100000000000\), cloudtrail: /);
    await page.keyboard.press("b");
    expect(await nameOf("aria-label")).toBe("security-tooling (100000000001), cloudtrail: broken in 1 of 4 places");
    await page.keyboard.press("Enter");
    expect(await nameOf("id")).toBe("details");
    const said = (await focused().textContent()) ?? "";
    for (const text of [
      "security-tooling (100000000001), cloudtrail",
      "The trail does not log.",
      "AccessDenied: the bucket policy does not let CloudTrail write",
      "2026-11-28 20:15 UTC",
      "cloudtrail:GetTrailStatus",
      "trail-stopped",
      "docs/runbooks/pipeline-health.md#trail",
    ]) {
      expect(said).toContain(text);
    }
    await page.keyboard.press("Escape");
    expect(await nameOf("aria-label")).toContain("broken in 1 of 4 places");
  });

  test("lets keys move in the map, and no header hides where they lead", async () => {
    const moves: readonly [key: string, to: RegExp][] = [
      ["ArrowRight", /^management .*, cloudtrail-data: /],
      ["ArrowDown", /^security-tooling .*, cloudtrail: /],
      ["ArrowUp", /^management .*, cloudtrail: /],
      ["ArrowLeft", /^management .*, cloudtrail: /],
      ["End", /^management .*, replication: /],
      ["PageDown", accounts > 10 ? /^workload-10 .*, cloudtrail: / : /^workload-4 .*, cloudtrail: /],
      ["Control+End", new RegExp(`^workload-${String(accounts - 1)} .*, replication: `)],
    ];
    for (const [key, to] of moves) {
      await page.locator("#grid td").first().focus();
      await page.keyboard.press(key);
      expect({ key, at: await nameOf("aria-label") }).toEqual({ key, at: expect.stringMatching(to) as string });
      const { x, y, width, height } = (await focused().boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 };
      const hit = `document.elementFromPoint(${String(x + width / 2)}, ${String(y + height / 2)})`;
      expect(await page.evaluate(`${hit}.closest("td") === document.activeElement`)).toBe(true);
      const frame = await page.locator("#scroll").boundingBox();
      const corner = await page.locator("#grid .corner").boundingBox();
      expect([corner?.x, corner?.y]).toEqual([(frame?.x ?? 0) + 1, (frame?.y ?? 0) + 1]);
    }
  });

  test("shows by filters what is asked for, and says so", async () => {
    const broken = report.cells.filter(({ verdict }) => verdict === "broken");
    for (const name of [/^unknown/, /^silent/, /^delivering/]) await page.getByRole("checkbox", { name }).uncheck();
    expect(await visibleRows()).toBe(new Set(broken.map(({ accountId }) => accountId)).size);
    expect(await page.locator("#grid td:visible:not(.broken):not(.none)").count()).toBe(0);
    await page.getByRole("combobox").selectOption("ap-southeast-2");
    await page.getByRole("searchbox").fill("Security-TOOLING");
    await page.getByText("only what says “Security-TOOLING”").waitFor();
    expect(await page.getByRole("status").textContent()).toBe(
      `Shown: 1 place in 1 of ${String(accounts)} accounts, nothing unknown, nothing silent, nothing delivering, ` +
        "Region ap-southeast-2, only what says “Security-TOOLING”",
    );
    expect(await visibleRows()).toBe(1);
    await page.getByRole("searchbox").fill("there is no such text");
    await page.getByText("Shown: 0 places").waitFor();
    expect(await page.locator("#found").textContent()).toBe("Nothing that is shown is broken or unknown.");
  });

  test("is printed with letters instead of colours, and with the evidence of all that is broken", async () => {
    await page.emulateMedia({ media: "print" });
    const square = page.locator("#grid td.broken").first();
    expect(await page.evaluate("getComputedStyle(document.querySelector('#grid td.broken')).backgroundColor")).toBe(
      "rgba(0, 0, 0, 0)",
    );
    expect(await square.textContent()).toBe("B1");
    for (const hidden of [details(), page.getByRole("searchbox"), page.locator("#more")]) {
      expect(await hidden.isVisible()).toBe(false);
    }
    const key = await page.locator("#verdicts").innerText();
    for (const word of ["broken", "unknown", "silent but healthy", "delivering"]) expect(key).toContain(word);
    await page.locator("#more[hidden]").waitFor({ state: "attached" });
    const listed = await page.locator("#found").innerText();
    const places = report.cells.filter(({ verdict }) => verdict === "broken" || verdict === "unknown");
    const names = new Map(report.accounts.map(({ id, name }) => [id, `${name} (${id}) in `]));
    expect(places.filter(({ accountId }) => !listed.includes(names.get(accountId) ?? "?"))).toEqual([]);
    expect(listed).toContain("AccessDenied: the bucket policy does not let CloudTrail write");
    const pages = (await page.pdf({ preferCSSPageSize: true })).toString("latin1").match(/\/Type ?\/Page\b/g);
    expect(pages?.length).toBeGreaterThanOrEqual(accounts > 100 ? 10 : 1);
  });
});

describe("the page", () => {
  test("lists what says the same of many places once, and the rest by portions that paper does not have", async () => {
    const report = verifyReport(5);
    const different = report.cells.map((cell, at): Cell => ({ ...cell, verdict: "broken", evidence: String(at) }));
    await open(reportOf(different, report.accounts));
    expect(await page.locator("#found > li").count()).toBe(100);
    await page.getByRole("button", { name: "Show more: 400 findings left" }).click();
    expect(await page.locator("#found > li").count()).toBe(200);
    await page.emulateMedia({ media: "print" });
    await page.locator("#more[hidden]").waitFor({ state: "attached" });
    expect(await page.locator("#found > li").count()).toBe(500);
    await page.close();
    const [first] = report.cells;
    const alike = report.cells.map(
      ({ accountId, region }) => ({ ...first, accountId, region, verdict: "broken" }) as Cell,
    );
    await open(reportOf(alike, report.accounts));
    expect(await page.locator("#found > li").count()).toBe(1);
    expect(await page.locator(".whereabouts").textContent()).toContain("500 places: management (100000000000) in ");
  });

  test.each(["light", "dark"] as const)(
    "can be read in the %s: each verdict has a contrast of 4.5 at least",
    async (colorScheme) => {
      await open(verifyReport(5));
      await page.emulateMedia({ colorScheme });
      const ratio = (selector: string) => `(() => {
      const { color, backgroundColor } = getComputedStyle(document.querySelector("${selector}"));
      const [one, other] = [color, backgroundColor].map((text) => {
        const [r, g, b] = text.match(/[\\d.]+/g).map((each) => each / 255)
          .map((each) => each <= 0.04045 ? each / 12.92 : ((each + 0.055) / 1.055) ** 2.4);
        return 0.2126 * r + 0.7152 * g + 0.0722 * b + 0.05;
      });
      return Math.max(one, other) / Math.min(one, other);
    })()`;
      for (const verdict of ["broken", "unknown", "silent", "delivering"]) {
        expect(await page.evaluate(ratio(`.key.${verdict}`))).toBeGreaterThanOrEqual(4.5);
      }
      expect(await page.evaluate(ratio("body"))).toBeGreaterThanOrEqual(4.5);
    },
  );

  test("shows as text whatever AWS says", async () => {
    const texts = [...hostileTexts, "<img src=x onerror=alert(1)>", "</script><script>alert(1)</script>", "{{script}}"];
    const accounts = texts.map((name, at) => ({ id: String(100_000_000_000 + at), name }));
    const cells = texts.map((text, at): Cell => {
      const said = { link: text, source: text, region: text, evidence: text, error: text, since: text, call: text };
      return { ...said, resource: text, expectedSilent: text, accountId: accounts[at]?.id ?? "", verdict: "broken" };
    });
    const links = texts.map((id) => ({ id, what: id, alarms: [id], runbook: `javascript:${id}` }));
    const calls = texts.map((call) => ({ call, count: 1, priceUsd: 0 }));
    await open(reportOf(cells, accounts, { links, calls }));
    const evidence = await page.locator("#found > li .evidence").allTextContents();
    expect(evidence).toEqual(texts);
    expect(await page.locator("img, iframe, object, embed, script:not(#data)").count()).toBe(1);
    expect(await page.locator("a:not(.skip)").count()).toBe(0);
  });

  test("links a runbook that is in the web, and says of others where they are", async () => {
    const { accounts, cells } = verifyReport(5);
    const links = [
      { id: "trail", what: "The trail.", alarms: [], runbook: "https://runbooks.example/trail" },
      { id: "delivery", what: "The delivery.", alarms: [], runbook: "runbooks/pipeline-health" },
    ];
    await open(
      reportOf(
        cells.map((cell, at) => ({ ...cell, verdict: "broken", link: at % 2 ? "trail" : "delivery" })),
        accounts,
        { links },
      ),
    );
    expect(await page.locator("#found a").first().getAttribute("href")).toBe("https://runbooks.example/trail");
    expect(await page.locator("#found").textContent()).toContain("docs/runbooks/pipeline-health.md");
  });

  test("says of a report without cells that nothing is known", async () => {
    await open(reportOf([], verifyReport(5).accounts));
    expect(await page.locator("#summary").textContent()).toContain("Nobody can tell whether all is well.");
    expect(await grid().getByRole("gridcell").count()).toBe(0);
  });

  test("is refused by its own policy what it might ask of a network", async () => {
    await open(verifyReport(5));
    const loaded = `fetch("https://example.com/").then(() => "loaded", () => "refused")`;
    expect(await page.evaluate(loaded)).toBe("refused");
    expect(complaints.splice(0).join("\n")).toContain("Content Security Policy");
  });
});
