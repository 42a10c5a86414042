// Tells a reader that a newer report is out, that this one was withdrawn, or since when the line is down. The page is complete without it.
const { newest, number, checked, withdrawn } = document.body.dataset;
const time = new Intl.DateTimeFormat('nl-NL', { timeZone: 'Europe/Amsterdam', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
const mark = document.documentElement.lang === 'nl' ? '.' : ':';
const clock = (at) => time.format(at).replace(':', document.documentElement.lang === 'nl' ? '.' : ':') + (document.documentElement.lang === 'nl' ? ' uur' : '');
const part = (id) => document.getElementById(id);
const show = (id, shown) => {
	const notice = part(id);
	if (notice) notice.hidden = !shown;
};
const sentence = part('offline')?.querySelector('p');
const offline = sentence?.textContent ?? '';
let last = new Date();
let timer;

/** Figures of this moment, where they are open: only put in their places. Those that stay the same for so long are old, in milliseconds. */
const OLD = 30000;
let figures = null;
let fresh = 0;
function showFigures(told) {
	const block = part('now');
	if (!block) return;
	if (told && told.made !== figures?.made) fresh = Date.now();
	figures = told ?? figures;
	if (!figures) return;
	const isOld = !told || Date.now() - fresh > OLD;
	block.classList.toggle('stale', isOld);
	part('now-at').textContent = block.dataset[isOld ? 'stale' : 'updated'].replace('§', figures.at);
	for (const { id, value, label } of figures.rows) {
		const place = block.querySelector(`[data-figure=${id}]`);
		place.firstElementChild.textContent = label;
		place.lastElementChild.textContent = value;
	}
	block.hidden = false;
}

async function look() {
	clearTimeout(timer);
	let pause = part('now') ? 6000 : 8000 + Math.random() * 1500;
	try {
		const answer = await fetch(newest, { cache: 'no-cache', signal: AbortSignal.timeout(5000) });
		if (answer.status === 404) {
			show('ended', true);
			pause = 60000;
		} else if (!answer.ok) throw new Error(String(answer.status));
		else {
			const told = await answer.json();
			show('ended', false);
			showFigures(told.figures);
			show('newer', told.newest > Number(number));
			show('withdrawn', withdrawn === undefined && told.withdrawn.includes(Number(number)));
		}
		last = new Date();
		show('offline', false);
	} catch {
		if (sentence) sentence.textContent = offline.replace('§', clock(last));
		show('offline', true);
		showFigures(null);
	}
	const state = part('checked');
	if (state) {
		state.lastElementChild.textContent = (checked ?? '').replace('§', time.format(last).replace(':', mark));
		state.hidden = false;
	}
	show('tells', true);
	timer = setTimeout(look, pause);
}

addEventListener('online', look);
addEventListener('offline', look);
document.addEventListener('visibilitychange', () => document.visibilityState === 'visible' && look());
void look();
