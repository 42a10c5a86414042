import type { Messages } from './message';

export const officialText = {
	/** Above words that nobody approved yet, where they are copied. */
	draftMark: { nl: 'Concept', en: 'Draft' },
	named: {
		rebuttal: { nl: 'Weerlegging van ‘{about}’', en: 'Rebuttal of ‘{about}’' },
		holding: { nl: 'Wachttekst over ‘{about}’', en: 'Holding statement on ‘{about}’' },
		correction: { nl: 'Correctie over ‘{about}’', en: 'Correction on ‘{about}’' },
		answer: { nl: 'Antwoord op ‘{about}’', en: 'Answer to ‘{about}’' },
		advice: { nl: 'Advies over ‘{about}’', en: 'Advice on ‘{about}’' }
	},
	kind: {
		rebuttal: { nl: 'weerlegging', en: 'rebuttal' },
		holding: { nl: 'wachttekst', en: 'holding statement' },
		correction: { nl: 'correctie', en: 'correction' },
		answer: { nl: 'antwoord', en: 'answer' },
		advice: { nl: 'advies', en: 'advice' }
	},
	channel: {
		website: { nl: 'Website', en: 'Website' },
		x: { nl: 'X', en: 'X' },
		mastodon: { nl: 'Mastodon', en: 'Mastodon' },
		bluesky: { nl: 'Bluesky', en: 'Bluesky' },
		facebook: { nl: 'Facebook', en: 'Facebook' },
		phone: { nl: 'Telefoonscript', en: 'Telephone script' },
		press: { nl: 'Persregel', en: 'Press line' }
	},
	correct: { nl: 'Maak de correctie', en: 'Write the correction' }
} satisfies Messages;
