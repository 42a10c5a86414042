// Tells a reader that a newer report is out, that this one was withdrawn, that the phase changed, that a fact in it was replaced, or since when the line is down. The page is complete without it.
const { newest, number, phase, until, scope, kept, made, replaced, checked, looked, withdrawn } = document.body.dataset;
const time = new Intl.DateTimeFormat('nl-NL', { timeZone: 'Europe/Amsterdam', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
const isDutch = document.documentElement.lang === 'nl';
const clock = (at) => (isDutch ? `${time.format(at).replace(':', '.')} uur` : time.format(at));
const part = (id) => document.getElementById(id);
const show = (id, shown) => {
	const notice = part(id);
	if (notice) notice.hidden = !shown;
};
const sentence = part('offline')?.querySelector('p');
const offline = sentence?.textContent ?? '';
/** Of a report that was kept on this device: nobody looked since. */
let last = kept === undefined ? new Date() : new Date(kept);
let timer;
/** How long a page stays at least before it loads itself again, in milliseconds. */
const RELOAD_AFTER = 60000;
/** A newer report is out, or this one was withdrawn: this is then no longer called the newest, nor while nobody can look. */
let isOutdated = false;
/** Whether this page was ever compared with the newest. */
let isCompared = false;

/** Figures of this moment, where they are open: only put in their places. Those that stay the same for so long are old, in milliseconds. */
const OLD = 30000;
let figures = null;
let fresh = 0;
function showFigures(news) {
	const block = part('now');
	if (!block) return;
	if (news && news.made !== figures?.made) fresh = performance.now();
	figures = news ?? figures;
	if (!figures) return;
	const isOld = !news || performance.now() - fresh > OLD;
	block.classList.toggle('stale', isOld);
	part('now-at').textContent = block.dataset[isOld ? 'stale' : 'updated'].replace('§', figures.at);
	for (const row of block.querySelectorAll('[data-figure]')) {
		const figure = figures.rows.find(({ id }) => id === row.dataset.figure);
		row.hidden = !figure;
		row.querySelector('dt').textContent = figure?.label ?? '';
		row.querySelector('dd').textContent = figure?.value ?? '';
	}
	block.hidden = false;
}

async function look() {
	clearTimeout(timer);
	let isSure = true;
	let pause = part('now') ? 6000 : 8000 + Math.random() * 1500;
	try {
		const answer = await fetch(newest, { cache: 'no-cache', signal: AbortSignal.timeout(5000) });
		if (answer.status === 404) {
			show('ended', true);
			await forget();
			isSure = false;
			pause = 60000;
		} else if (!answer.ok) throw new Error(String(answer.status));
		else {
			const news = await answer.json();
			// There is a connection again.
			if (kept !== undefined) location.reload();
			show('ended', false);
			// An older copy of the database was restored: this report is no longer there, or another one is. At most once a
			// minute: one server process may not have a new report yet that another one already shows.
			const isOther = made && news.made && news.made[number - 1] !== made;
			if (isOther && performance.now() > RELOAD_AFTER) location.reload();
			showFigures(news.figures);
			const [isGone, isOlder] = [news.withdrawn.includes(Number(number)), news.newest > Number(number)];
			isOutdated = isGone || isOlder;
			isCompared = true;
			show('phase', phase !== undefined && news.phase !== undefined && news.phase !== phase);
			show('newer', isOlder);
			show('replaced', (news.replaced ?? []).filter((of) => of === Number(number)).length > Number(replaced));
			show('withdrawn', withdrawn === undefined && isGone);
			// What is out of date is not copied.
			if ([part('replaced'), part('withdrawn')].some((notice) => notice?.hidden === false))
				for (const id of ['copy', 'short-text']) show(id, false);
		}
		last = new Date();
		show('offline', false);
	} catch {
		if (sentence) sentence.textContent = offline.replace('§', clock(last));
		show('offline', kept === undefined);
		isSure = false;
		showFigures(null);
	}
	isSure &&= !isOutdated;
	show('newest', !isOutdated);
	const state = part('checked');
	if (state) {
		state.querySelector('span').textContent = ((isSure ? checked : looked) ?? '').replace('§', clock(last));
		state.hidden = false;
	}
	show('tells', true);
	timer = setTimeout(look, pause);
}

/** Buttons that need a script; without one the text can be selected, and a browser prints by its own menu. */
const copy = part('copy');
if (copy) {
	const name = copy.textContent;
	const status = part('copied');
	copy.addEventListener('click', async () => {
		const text = part('lcms');
		try {
			await navigator.clipboard.writeText(text.textContent);
		} catch {
			// Browsers give the clipboard to https only.
			part('short-text').open = true;
			getSelection().selectAllChildren(text);
			if (!document.execCommand('copy')) return;
		}
		copy.textContent = status.textContent = copy.dataset.done;
		setTimeout(() => ((copy.textContent = name), (status.textContent = '')), 4000);
	});
}
if (part('take')) {
	part('print').addEventListener('click', () => print());
	show('take', true);
}

/** Keeps the last report that was read for when there is no connection: on this device, for this link, until it ends. */
async function keep() {
	const registration = await navigator.serviceWorker.register('/partner-worker.js', { scope });
	// A page that was open before the worker was there did not pass through it.
	if (!registration.active) registration.installing?.postMessage(location.pathname + location.search);
}
async function forget() {
	if (scope === undefined || !('caches' in globalThis)) return;
	for (const name of await caches.keys()) if (name.startsWith(`voelspriet-report ${scope} `)) await caches.delete(name);
	await (await navigator.serviceWorker?.getRegistration(scope))?.unregister();
}
if (until !== undefined && kept === undefined && 'serviceWorker' in navigator) keep().catch(() => undefined);

/** How often signs of a person are reported, in milliseconds: the desk sees who read a report. */
const REPORT_AGAIN = 300000;
let reported = -Infinity;
/** A scanner of mail opens this page in a browser too: only what a person does counts. A restored position scrolls by itself. */
function read(event) {
	const isStill = event?.type === 'pointermove' && !event.movementX && !event.movementY;
	if (scope === undefined || kept !== undefined || !isCompared || isOutdated || isStill || event?.isTrusted === false) return;
	if (performance.now() - reported < REPORT_AGAIN) return;
	reported = performance.now();
	fetch(`${scope}/read`, { method: 'POST', keepalive: true }).catch(() => (reported = -Infinity));
}
for (const sign of ['pointermove', 'pointerdown', 'touchmove', 'wheel', 'keydown']) addEventListener(sign, read, { passive: true });
/** Somebody came back to the page; one that was opened behind another was not seen yet. */
document.addEventListener('visibilitychange', (event) => document.visibilityState === 'visible' && read(event));

addEventListener('online', look);
addEventListener('offline', look);
document.addEventListener('visibilitychange', () => document.visibilityState === 'visible' && look());
void look();
