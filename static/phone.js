// Filters the script of the phone desk while one types, and says when it changed or the line is down. The page is complete without it.
const { newest, number } = document.body.dataset;
const field = document.getElementById('q');
const show = (id, shown) => {
	const notice = document.getElementById(id);
	if (notice) notice.hidden = !shown;
};
const plain = (text) =>
	text
		.normalize('NFKD')
		.replace(/[\p{M}\p{Cf}]+/gu, '')
		.toLowerCase();
function filter() {
	const terms = plain(field.value).split(/\s+/).filter(Boolean);
	for (const entry of document.querySelectorAll('[data-entry]')) {
		const text = plain(entry.textContent);
		entry.hidden = !terms.every((term) => text.includes(term));
	}
	for (const group of document.querySelectorAll('.script')) group.hidden = !group.querySelector('[data-entry]:not([hidden])');
}
// A page that was searched has only what was found: typing then asks the server again.
if (field && field.value === '') field.addEventListener('input', filter);

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
			show('ended', false);
			show('newer', (await answer.json()).script !== number);
		}
		show('offline', false);
	} catch {
		show('offline', true);
	}
	timer = setTimeout(look, pause);
}
addEventListener('online', look);
addEventListener('offline', look);
document.addEventListener('visibilitychange', () => document.visibilityState === 'visible' && look());
void look();
