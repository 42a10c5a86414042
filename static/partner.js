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

async function look() {
	clearTimeout(timer);
	let pause = 8000 + Math.random() * 1500;
	try {
		const answer = await fetch(newest, { cache: 'no-cache', signal: AbortSignal.timeout(5000) });
		if (answer.status === 404) {
			show('ended', true);
			pause = 60000;
		} else if (!answer.ok) throw new Error(String(answer.status));
		else {
			const told = await answer.json();
			show('ended', false);
			show('newer', told.newest > Number(number));
			show('withdrawn', withdrawn === undefined && told.withdrawn.includes(Number(number)));
		}
		last = new Date();
		show('offline', false);
	} catch {
		if (sentence) sentence.textContent = offline.replace('§', clock(last));
		show('offline', true);
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
