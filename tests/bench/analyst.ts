import type { Page } from '@playwright/test';
import { command, expect, Line, openExercise, savedAll, selected, settleAt, stateOf } from '../browser/desk';
import { ScriptedAnalyst, type Purpose } from '../browser/scripted-analyst';
import { secondsFor } from '../evaluate/effort';
import { startProgram } from '../running-program';
import { startChromium } from './key-to-paint';
import { round, type Result } from './result';

const FIRE = 'brand-zuiderpark';
/** The exercise ends at 135, and goes on while one labels; after its end nothing is labelled any more. */
const LAST_MINUTE = 120;
/** Seconds for thirty stories (issue of the analyst at night). */
const AIM = 60;
const STORIES = 500;
/** Of every so many stories, the first few are labelled while the line is down. */
const [CUT_EVERY, CUT_FOR] = [40, 6];
/** Milliseconds that a page may take on a busy machine. */
const PAGE_TIMEOUT = 300_000;
/** How often the queue may be empty after the last posts, because new posts take a while to load after `N`. */
const MAX_EMPTY_TRIES = 30;
/** The clock is checked after every so many stories. */
const CLOCK_CHECK_EVERY = 5;
const purposes: readonly Purpose[] = ['outcome', 'feeling', 'finding', 'newName', 'stance', 'call'];

/** An analyst by keyboard: how long thirty stories take, and whether a key is lost in a busy night. */
export async function run(): Promise<Result[]> {
	return [await inPeace(), await inABusyNight()];
}

/** The whole fire exercise, ten minutes of it at a time. */
const inPeace = (): Promise<Result> =>
	atDesk(async (page) => {
		await openExercise(page);
		const analyst = new ScriptedAnalyst(page, FIRE);
		for (let minute = 0; minute < LAST_MINUTE; minute += 10) {
			await settleAt(page, 10);
			while (await analyst.settleOne());
		}
		await savedAll(page);
		const wrong = await analyst.differences();
		report(wrong);
		const { stories, keys, letters } = analyst.effort;
		const seconds = analyst.secondsFor30;
		return {
			case: `analyst: seconds for 30 of the ${stories} stories of the fire exercise, by keyboard and by its labels`,
			value: round(seconds),
			bound: AIM,
			ratio: round(seconds / AIM),
			aim: `≤ ${AIM} s`,
			ok: seconds <= AIM && wrong.length === 0,
			extra: {
				keysPerStory: round(keys / stories),
				lettersPerStory: round(letters / stories),
				byOneKey: round(analyst.byOneKey / stories),
				reading: round(secondsFor({ stories: 30, keys: 0, letters: 0 })),
				...Object.fromEntries(
					purposes.map((purpose) => [purpose, round((secondsFor(analyst.effortFor(purpose)) / stories) * 30)])
				)
			}
		};
	});

/** Five hundred stories of two exercises, while posts come in, hints appear and the line goes down again and again. */
const inABusyNight = (): Promise<Result> =>
	atDesk(async (page) => {
		const line = await Line.of(page.context());
		const wrong: string[] = [];
		let settled = 0;
		for (const script of [FIRE, 'lekkage-kender', 'vermist-heesvelde']) {
			if (settled >= STORIES) break;
			await (script === FIRE ? openExercise(page) : openNext(page, script));
			const analyst = new ScriptedAnalyst(page, script);
			await ahead(page, 20);
			for (let idle = 0; idle < MAX_EMPTY_TRIES && settled + analyst.stories < STORIES;) {
				const at = analyst.stories % CUT_EVERY;
				if (at === CUT_EVERY - CUT_FOR) await line.cut();
				if (at === 0) line.restore();
				if (at % CLOCK_CHECK_EVERY === 0) await pauseAtEnd(page);
				if (await analyst.settleOne()) {
					idle = 0;
					continue;
				}
				line.restore();
				await savedAll(page);
				idle = (await ahead(page, 10)) ? 0 : idle + 1;
				await analyst.loadNew();
			}
			line.restore();
			await savedAll(page);
			wrong.push(...(await analyst.differences()));
			settled += analyst.stories;
		}
		report(wrong);
		return {
			case: `analyst: keys lost or on another story, in ${settled} stories of a busy night with the line down again and again`,
			value: wrong.length,
			bound: settled,
			ratio: round(wrong.length / settled),
			aim: `none in ${STORIES}`,
			ok: wrong.length === 0 && settled >= STORIES
		};
	});

async function openNext(page: Page, script: string): Promise<void> {
	await page.goto('/');
	await page.locator(`button[name=script][value=${script}]`).click();
	await page.waitForURL(/\/incidents\/[0-9a-f-]{36}$/);
}

/** Stops the exercise's clock near its end, because nothing can be labelled after it, however slow this machine is. */
async function pauseAtEnd(page: Page): Promise<void> {
	const { at, state } = await stateOf(page);
	if (Date.parse(at) > Date.parse(state.incident.start) + LAST_MINUTE * 60_000)
		await command(page, 'exercise.setClock', { speed: 0, incident: null });
}

/** Lets the exercise jump ahead and go on at five times its pace. @returns false at its end */
async function ahead(page: Page, minutes: number): Promise<boolean> {
	const { at, state } = await stateOf(page);
	const to = Date.parse(at) + minutes * 60_000;
	const last = Date.parse(state.incident.start) + LAST_MINUTE * 60_000;
	if (to > last) await command(page, 'exercise.setClock', { speed: 0, incident: null });
	else await command(page, 'exercise.setClock', { speed: 5, incident: new Date(to).toISOString() });
	if (to <= last) await expect(selected(page)).toBeVisible();
	return to <= last;
}

function report(wrong: readonly string[]): void {
	for (const line of wrong.slice(0, 20)) process.stderr.write(`\n${line}`);
}

async function atDesk<T>(work: (page: Page) => Promise<T>): Promise<T> {
	const program = await startProgram({ env: { DEMO: '1' } });
	const browser = await startChromium();
	try {
		const viewport = { width: 1280, height: 800 };
		const context = await browser.newContext({ baseURL: program.base, locale: 'nl-NL', viewport });
		// Which keys are pressed and where they arrive is measured, not how fast this machine is.
		context.setDefaultTimeout(PAGE_TIMEOUT);
		return await work(await context.newPage());
	} finally {
		await browser.close();
		await program.remove();
	}
}
