import { plural, select, type Messages } from './message';

export const factor = {
	title: { nl: 'Tweede stap bij aanmelden', en: 'Second step when signing in' },
	back: { nl: 'Uw account', en: 'Your account' },
	what: {
		nl: 'Met een tweede stap is een gestolen wachtwoord niet genoeg. U laat dan ook uw telefoon of apparaat zien.',
		en: 'With a second step, a stolen password is not enough to sign in. You also need your phone or device.'
	},
	needed: {
		nl: 'U mag akkoord geven, vrijgeven of beheren. Daarvoor is hier een tweede stap nodig. Lezen en schrijven kan al wel.',
		en: 'You can approve, release or administer. That requires a second step here. You can already read and write.'
	},
	continue: { nl: 'Ga verder', en: 'Continue' },
	againFirst: {
		nl: 'Wilt u hier iets wijzigen? Laat dan eerst opnieuw zien dat u het bent.',
		en: 'To change something here, first confirm again that it is you.'
	},
	confirmYou: { nl: 'Bevestig dat u het bent', en: 'Confirm that it is you' },
	lastUsed: { nl: 'Laatst gebruikt: {moment}.', en: 'Last used: {moment}.' },
	app: {
		title: { nl: 'App met codes', en: 'Authenticator app' },
		what: {
			nl: 'Een app op uw telefoon geeft elke halve minuut een nieuwe code. Elke app voor zulke codes is goed.',
			en: 'An app on your phone shows a new code every half minute. Any authenticator app will do.'
		},
		begin: { nl: 'Stel een app in', en: 'Set up an app' },
		added: { nl: 'Ingesteld: {moment}.', en: 'Set up: {moment}.' },
		remove: { nl: 'Verwijder de app', en: 'Remove the app' },
		step1: { nl: 'Open de app met codes op uw telefoon.', en: 'Open the authenticator app on your phone.' },
		step2: { nl: 'Laat de app deze tekening lezen.', en: 'Scan this QR code with the app.' },
		picture: {
			nl: 'Tekening voor de app. De geheime sleutel staat er als tekst onder.',
			en: 'QR code for the app. The secret key is shown as text below it.'
		},
		typed: {
			nl: 'Lukt dat niet? Typ dan deze sleutel in de app:',
			en: 'If that does not work, type this key in the app:'
		},
		step3: { nl: 'Typ hieronder de code die de app laat zien.', en: 'Type the code that the app shows.' },
		code: { nl: 'Code van zes cijfers', en: 'Six-digit code' },
		confirm: { nl: 'Zet de app aan', en: 'Turn on the app' }
	},
	passkey: {
		title: { nl: 'Toegangssleutels', en: 'Passkeys' },
		what: {
			nl: 'Met een toegangssleutel meldt u zich aan met uw vinger, gezicht of pincode. U typt dan geen wachtwoord en geen code.',
			en: 'With a passkey you sign in with your fingerprint, face or PIN. You do not need to type a password or a code.'
		},
		needsScript: {
			nl: 'Een toegangssleutel maken kan alleen als uw browser scripts toestaat.',
			en: 'You can only make a passkey if your browser allows scripts.'
		},
		numberOnly: {
			nl: 'Toegangssleutels werken niet op {host}: daarvoor heeft de site een naam en https nodig. Een app met codes werkt wel.',
			en: 'Passkeys do not work at {host}: the site needs a domain name and https. An authenticator app does work.'
		},
		name: { nl: 'Naam van dit apparaat', en: 'Name of this device' },
		nameHint: { nl: 'Zo herkent u de sleutel later.', en: 'This helps you recognise the passkey later.' },
		make: { nl: 'Maak een toegangssleutel', en: 'Make a passkey' },
		own: { nl: 'Uw toegangssleutels', en: 'Your passkeys' },
		columnName: { nl: 'Naam', en: 'Name' },
		added: { nl: 'Gemaakt', en: 'Created' },
		used: { nl: 'Laatst gebruikt', en: 'Last used' },
		columnRemove: { nl: 'Verwijder', en: 'Remove' },
		remove: { nl: 'Verwijder', en: 'Remove' },
		never: { nl: 'nog niet', en: 'not yet' },
		unnamed: { nl: 'Zonder naam', en: 'Unnamed' },
		use: { nl: 'Gebruik uw toegangssleutel', en: 'Use your passkey' },
		signIn: { nl: 'Meld aan met een toegangssleutel', en: 'Sign in with a passkey' },
		failed: {
			nl: 'Dat lukte niet: er kwam geen toegangssleutel. Probeer het opnieuw, of kies een andere weg.',
			en: 'That did not work: no passkey was received. Try again, or use another method.'
		},
		unanswered: {
			nl: 'Uw apparaat gaf geen toegangssleutel. Druk op de knop om het opnieuw te proberen, of vul hieronder een code in.',
			en: 'Your device did not give a passkey. Press the button to try again, or enter a code below.'
		}
	},
	codes: {
		title: { nl: 'Herstelcodes', en: 'Recovery codes' },
		what: {
			nl: 'Bent u uw telefoon kwijt? Dan komt u met een herstelcode binnen. Elke code werkt één keer.',
			en: 'If you lose your phone, you can sign in with a recovery code. Each code works once.'
		},
		left: {
			nl: plural('left', { one: 'Nog {left} code van de {made} over.', other: 'Nog {left} codes van de {made} over.' }),
			en: plural('left', { one: '{left} of {made} codes left.', other: '{left} of {made} codes left.' })
		},
		make: { nl: 'Maak nieuwe herstelcodes', en: 'Make new recovery codes' },
		shown: { nl: 'Uw herstelcodes: u ziet ze alleen nu', en: 'Your recovery codes: they are only shown now' },
		keep: {
			nl: 'Druk ze af of schrijf ze op, en bewaar ze niet bij uw telefoon. Eerdere codes werken niet meer.',
			en: 'Print them or write them down. Do not keep them with your phone. Earlier codes no longer work.'
		}
	},
	show: {
		title: { nl: 'Tweede stap', en: 'Second step' },
		again: { nl: 'Bevestig dat u het bent', en: 'Confirm that it is you' },
		why: {
			nl: 'Dag {name}. Uw wachtwoord klopt. Laat nu uw tweede stap zien.',
			en: 'Hello {name}. Your password is correct. Now confirm your second step.'
		},
		whyAgain: {
			nl: 'Voor wat u wilt doen, vragen wij uw tweede stap opnieuw.',
			en: 'To do this, you need to confirm your second step again.'
		},
		code: { nl: 'Code van uw app, of een herstelcode', en: 'Code from your app, or a recovery code' },
		codeHint: { nl: 'De app laat zes cijfers zien.', en: 'The app shows six digits.' },
		recovery: { nl: 'Herstelcode', en: 'Recovery code' },
		recoveryHint: {
			nl: 'Van de lijst die u bewaarde. Streepjes hoeft u niet te typen.',
			en: 'From the list that you kept. You can leave out the hyphens.'
		},
		submit: { nl: 'Ga verder', en: 'Continue' },
		lost: {
			nl: 'Bent u alles kwijt? Een beheerder kan uw tweede stap weghalen. Daarna stelt u een nieuwe in.',
			en: 'Lost everything? An administrator can remove your second step. You can then set up a new one.'
		}
	},
	ask: {
		missing: { nl: 'Hiervoor hebt u een tweede stap nodig.', en: 'You need a second step for this.' },
		setUp: { nl: 'Stel die in', en: 'Set one up' },
		code: { nl: 'Code van uw app, of een herstelcode', en: 'Code from your app, or a recovery code' },
		recovery: { nl: 'Herstelcode', en: 'Recovery code' },
		passkey: { nl: 'Bevestig met uw toegangssleutel', en: 'Confirm with your passkey' },
		organisation: { nl: 'Laat het opnieuw zien bij uw organisatie', en: 'Confirm again with your organisation' }
	},
	account: {
		open: { nl: 'Bekijk uw tweede stap', en: 'View your second step' }
	},
	reset: {
		title: { nl: 'Tweede stap', en: 'Second step' },
		hint: {
			nl: 'Is deze persoon telefoon en herstelcodes kwijt? Haal dan de tweede stap weg. Alle sessies eindigen. Bel eerst om zeker te weten wie het vraagt.',
			en: 'Has this person lost both their phone and their recovery codes? Then remove the second step. This ends all sessions. Call first to be sure who is asking.'
		},
		now: { nl: 'Haal de tweede stap weg', en: 'Remove second step' },
		none: { nl: 'Deze persoon heeft nog geen tweede stap.', en: 'This person has no second step yet.' },
		has: {
			nl: select('app', {
				yes: plural('passkeys', {
					0: plural('left', {
						one: 'App met codes. Nog {left} herstelcode.',
						other: 'App met codes. Nog {left} herstelcodes.'
					}),
					one: plural('left', {
						one: 'App met codes. {passkeys} toegangssleutel. Nog {left} herstelcode.',
						other: 'App met codes. {passkeys} toegangssleutel. Nog {left} herstelcodes.'
					}),
					other: plural('left', {
						one: 'App met codes. {passkeys} toegangssleutels. Nog {left} herstelcode.',
						other: 'App met codes. {passkeys} toegangssleutels. Nog {left} herstelcodes.'
					})
				}),
				other: plural('passkeys', {
					0: plural('left', { one: 'Nog {left} herstelcode.', other: 'Nog {left} herstelcodes.' }),
					one: plural('left', {
						one: '{passkeys} toegangssleutel. Nog {left} herstelcode.',
						other: '{passkeys} toegangssleutel. Nog {left} herstelcodes.'
					}),
					other: plural('left', {
						one: '{passkeys} toegangssleutels. Nog {left} herstelcode.',
						other: '{passkeys} toegangssleutels. Nog {left} herstelcodes.'
					})
				})
			}),
			en: select('app', {
				yes: plural('passkeys', {
					0: plural('left', {
						one: 'Authenticator app. {left} recovery code left.',
						other: 'Authenticator app. {left} recovery codes left.'
					}),
					one: plural('left', {
						one: 'Authenticator app. {passkeys} passkey. {left} recovery code left.',
						other: 'Authenticator app. {passkeys} passkey. {left} recovery codes left.'
					}),
					other: plural('left', {
						one: 'Authenticator app. {passkeys} passkeys. {left} recovery code left.',
						other: 'Authenticator app. {passkeys} passkeys. {left} recovery codes left.'
					})
				}),
				other: plural('passkeys', {
					0: plural('left', { one: '{left} recovery code left.', other: '{left} recovery codes left.' }),
					one: plural('left', {
						one: '{passkeys} passkey. {left} recovery code left.',
						other: '{passkeys} passkey. {left} recovery codes left.'
					}),
					other: plural('left', {
						one: '{passkeys} passkeys. {left} recovery code left.',
						other: '{passkeys} passkeys. {left} recovery codes left.'
					})
				})
			})
		}
	}
} satisfies Messages;
