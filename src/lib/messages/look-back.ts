import type { Messages } from './message';

export const lookBack = {
	noPosts: { nl: 'Op dit moment was er nog niets binnengekomen.', en: 'Nothing had come in yet at this moment.' },
	now: { nl: 'U kijkt terug:', en: 'You are looking back:' },
	nothingChanges: { nl: 'Hier verandert niets.', en: 'Nothing changes here.' },
	leave: { nl: 'Naar vandaag', en: 'Back to today' },
	play: { nl: 'Speel af', en: 'Play' },
	pause: { nl: 'Pauze', en: 'Pause' },
	speed: { nl: 'Snelheid', en: 'Speed' },
	times: { nl: '{speed}×', en: '{speed}×' },
	slider: { nl: 'Moment', en: 'Moment' },
	goTo: { nl: 'Ga naar …', en: 'Go to …' },
	begin: { nl: 'Begin', en: 'Beginning' },
	end: { nl: 'Einde', en: 'End' },
	marks: {
		text: { nl: 'Tekst gepubliceerd', en: 'Text published' },
		textAbout: { nl: 'Tekst: {about}', en: 'Text: {about}' },
		report: { nl: 'Rapport {number}', en: 'Report {number}' },
		phase: { nl: 'Fase: {phase}', en: 'Phase: {phase}' },
		peak: { nl: 'Piek: {posts} berichten', en: 'Peak: {posts} posts' }
	},
	legend: {
		text: { nl: 'tekst', en: 'text' },
		report: { nl: 'rapport', en: 'report' },
		phase: { nl: 'fase', en: 'phase' },
		posts: { nl: 'berichten, hoogstens {posts}', en: 'posts, at most {posts}' }
	},
	report: { nl: 'Laatst vrijgegeven: rapport {number}', en: 'Last released: report {number}' },
	noReport: { nl: 'Er was nog geen rapport vrijgegeven.', en: 'No report had been released yet.' },
	draft: { nl: 'Zo stond het concept er toen voor.', en: 'This is how the draft looked at the time.' },
	today: { nl: 'Deze pagina laat zien hoe het vandaag is.', en: 'This page shows the situation today.' },
	masked: {
		nl: 'De berichten zijn later onherkenbaar gemaakt. Dat ziet u hier ook.',
		en: 'Personal data were later masked in the posts. You see them masked here too.'
	},
	failed: {
		nl: 'Dit moment laden lukt niet. Is het incident gesloten? Probeer het opnieuw.',
		en: 'This moment could not be loaded. Has the incident been closed? Try again.'
	}
} satisfies Messages;
