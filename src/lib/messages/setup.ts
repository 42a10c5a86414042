import type { Messages } from './message';

export const setup = {
	title: { nl: 'Begin met Voelspriet', en: 'Get started with Voelspriet' },
	lead: {
		nl: 'Voelspriet laat een crisisteam horen wat er in de omgeving leeft. Kies hoe u begint.',
		en: 'Voelspriet shows a crisis team how people react to an incident. Choose how to start.'
	},
	forwarded: {
		nl: 'Een tussenserver stuurt bezoekers hierheen door (kop {header}), maar staat niet in TRUSTED_PROXIES. Oefenen zonder account en de cijfers zijn daarom dicht. Zet de tussenserver in TRUSTED_PROXIES en start opnieuw.',
		en: 'A proxy forwards visitors here (header {header}), but it is not in TRUSTED_PROXIES. So exercises without an account and the metrics are turned off. Add the proxy to TRUSTED_PROXIES and restart.'
	},
	try: {
		title: { nl: 'Probeer een oefening', en: 'Try an exercise' },
		what: {
			nl: 'Er speelt meteen een grote brand in een verzonnen gemeente. U bent de omgevingsanalist. Alles is verzonnen en niets gaat naar buiten.',
			en: 'A large fire breaks out in a fictional municipality. You are the analyst. Everything is made up and nothing leaves the program.'
		},
		submit: { nl: 'Begin de oefening', en: 'Start the exercise' },
		again: { nl: 'Ga verder met oefenen', en: 'Continue the exercise' },
		running: { nl: '‘{title}’ is bezig: daar is het {time}.', en: '‘{title}’ is running: the time there is {time}.' },
		restart: { nl: 'Begin opnieuw', en: 'Start again' },
		not: {
			nl: 'Oefenen zonder account kan hier niet. Richt Voelspriet eerst in.',
			en: 'You cannot do exercises without an account here. Set up Voelspriet first.'
		}
	},
	real: {
		title: { nl: 'Richt in voor echt gebruik', en: 'Set up for real use' },
		what: {
			nl: 'U wordt de eerste beheerder. U hebt de code nodig uit het venster waarin Voelspriet is gestart.',
			en: 'You become the first administrator. You need the code from the terminal where Voelspriet was started.'
		},
		go: { nl: 'Richt in', en: 'Set up' }
	},
	form: {
		title: { nl: 'Richt Voelspriet in', en: 'Set up Voelspriet' },
		code: { nl: 'Eenmalige code', en: 'One-time code' },
		codeHint: {
			nl: 'Staat in het venster of het logboek waarin Voelspriet is gestart, als XXXX-XXXX-XXXX.',
			en: 'Shown in the terminal or log where Voelspriet was started, as XXXX-XXXX-XXXX.'
		},
		organisation: { nl: 'Naam van uw organisatie', en: 'Name of your organisation' },
		organisationHint: { nl: 'Bijvoorbeeld: Gemeente Waterveen.', en: 'For example: Municipality of Waterveen.' },
		name: { nl: 'Uw naam', en: 'Your name' },
		email: { nl: 'Uw e-mailadres', en: 'Your e-mail address' },
		password: { nl: 'Wachtwoord', en: 'Password' },
		passwordHint: {
			nl: 'Minstens 12 tekens. Vier losse woorden werken goed.',
			en: 'At least 12 characters. Four unrelated words work well.'
		},
		again: { nl: 'Nog een keer hetzelfde wachtwoord', en: 'Repeat password' },
		submit: { nl: 'Richt in', en: 'Set up' },
		note: {
			nl: 'U krijgt alle rollen. Daarna voegt u uw collega’s toe. De oefenpersonen verdwijnen.',
			en: 'You get all roles. You can then add your colleagues. The exercise users are removed.'
		},
		eyes: {
			nl: 'Elke tekst naar buiten lezen twee mensen. Wie u zelf een inloglink geeft, telt 24 uur met u als één paar ogen. Regel daarom vandaag een tweede beheerder, of mail de links.',
			en: 'Two people read every text that goes out. Anyone you give a sign-in link yourself counts as one pair of eyes with you for 24 hours. So arrange a second administrator today, or e-mail the links.'
		}
	},
	known: { nl: 'Ik heb al een account. Naar aanmelden', en: 'I already have an account. Sign in' }
} satisfies Messages;
