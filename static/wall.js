// Keeps a screen on a wall up to date: asks for the page again every few seconds and shows its content. Old content is
// veiled. Without a script the page reloads itself.
const { since, old, ended } = document.body.dataset;
const dutch = document.documentElement.lang === 'nl';
const time = new Intl.DateTimeFormat('nl-NL', { timeZone: 'Europe/Amsterdam', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
const clock = (at) => time.format(at).replace(':', dutch ? '.' : ':');
const part = (id) => document.getElementById(id);
/** After so long without news it is old, in milliseconds: three answers that did not come. */
const OLD = 20000;

const made = () => part('report').dataset.made;
/** The moment of the newest answer, and how long the page had been open then (milliseconds). */
let fresh = new Date();
let freshAfter = performance.now();
let isOver = false;

let timer;
async function look() {
	clearTimeout(timer);
	try {
		const answer = await fetch(location.href, { cache: 'no-cache', signal: AbortSignal.timeout(5000) });
		isOver = answer.status === 404 || answer.status === 403;
		if (answer.ok) {
			const before = made();
			const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
			const main = page.querySelector('main.wall');
			if (main) part('report').replaceWith(document.adoptNode(main));
			// Figures of this moment say when they were made. A report stays true as long as we can ask.
			if (made() === '' || made() !== before) [fresh, freshAfter] = [new Date(), performance.now()];
		}
	} catch {
		// no answer: what stands there gets old
	}
	veil();
	timer = setTimeout(look, 4500);
}

function veil() {
	const age = performance.now() - freshAfter;
	const isOld = isOver || !navigator.onLine || age > OLD;
	if (isOld) {
		const shown = made() === '' ? clock(fresh) : (part('updated')?.textContent ?? clock(fresh));
		part('since').textContent = isOver ? ended : since.replace('§', shown);
		part('old').textContent = isOver || age < 60000 ? '' : old.replace('§', String(Math.floor(age / 60000)));
	}
	part('veil').hidden = !isOld;
}

setInterval(veil, 1000);
addEventListener('online', () => void look());
addEventListener('offline', veil);
void look();
