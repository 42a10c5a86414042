import type { Messages } from './message';

export const actions = {
	open: { nl: 'Eigen actie', en: 'Own action' },
	title: { nl: 'Wat deed u zelf?', en: 'What action did you take?' },
	now: { nl: 'Dit leggen we vast op {time}.', en: 'This is recorded at {time}.' },
	kinds: {
		nlAlert: { nl: 'NL-Alert', en: 'NL-Alert' },
		liveblog: { nl: 'Liveblog', en: 'Live blog' },
		website: { nl: 'Website', en: 'Website' },
		x: { nl: 'X', en: 'X' },
		press: { nl: 'Persmoment', en: 'Press briefing' },
		siren: { nl: 'Sirene', en: 'Siren' },
		phone: { nl: 'Telefoon', en: 'Phone' },
		letter: { nl: 'Brief', en: 'Letter' }
	},
	texts: {
		nlAlert: { nl: 'NL-Alert verstuurd.', en: 'NL-Alert sent.' },
		liveblog: { nl: 'Liveblog bijgewerkt.', en: 'Live blog updated.' },
		website: { nl: 'Website bijgewerkt.', en: 'Website updated.' },
		x: { nl: 'Bericht op X geplaatst.', en: 'Posted on X.' },
		press: { nl: 'Persmoment gehouden.', en: 'Press briefing held.' },
		siren: { nl: 'Sirene gegaan.', en: 'Siren sounded.' },
		phone: { nl: 'Telefoonscript bijgewerkt.', en: 'Phone script updated.' },
		letter: { nl: 'Brief verspreid.', en: 'Letter distributed.' }
	},
	more: { nl: 'Wat zei u precies?', en: 'What exactly did you say?' },
	moreHint: { nl: 'Vul dit in voordat u kiest.', en: 'Fill this in before you choose an action.' },
	other: { nl: 'Leg iets anders vast', en: 'Record something else' },
	recorded: { nl: 'Vastgelegd: {kind}.', en: 'Recorded: {kind}.' },
	mistake: { nl: 'Vergissing', en: 'Mistake' },
	what: { nl: 'Leg een eigen actie vast', en: 'Record an action of your own' }
} satisfies Messages;
