import { plural, type Messages } from './message';

export const account = {
	title: { nl: 'Uw account', en: 'Your account' },
	signIn: {
		title: { nl: 'Meld u aan', en: 'Sign in' },
		email: { nl: 'E-mailadres', en: 'E-mail address' },
		password: { nl: 'Wachtwoord', en: 'Password' },
		code: { nl: 'Code van uw app (mag later)', en: 'Code from your app (can wait)' },
		codeHint: {
			nl: 'Vul de code nu in als aanmelden niet lukt omdat iemand uw wachtwoord probeert te raden.',
			en: 'Enter it now if you cannot sign in because somebody is guessing your password.'
		},
		submit: { nl: 'Meld aan', en: 'Sign in' },
		wrong: {
			nl: 'Dit e-mailadres en wachtwoord horen niet bij elkaar, of het account is gesloten. Probeer het opnieuw, of vraag uw beheerder om een nieuwe link.',
			en: 'This e-mail address and password do not match, or the account is closed. Try again, or ask your administrator for a new link.'
		},
		wait: {
			nl: 'U hebt het te vaak geprobeerd. Wacht {duration} en probeer het dan opnieuw.',
			en: 'You have tried too many times. Wait {duration}, then try again.'
		},
		forgot: {
			nl: 'Bent u uw wachtwoord kwijt? Uw beheerder maakt een link waarmee u een nieuw wachtwoord kiest.',
			en: 'Forgotten your password? Your administrator can make a link that lets you choose a new one.'
		}
	},
	seconds: {
		nl: plural('seconds', { one: '{seconds} seconde', other: '{seconds} seconden' }),
		en: plural('seconds', { one: '{seconds} second', other: '{seconds} seconds' })
	},
	errors: {
		'name.missing': {
			nl: 'Vul een naam in van hoogstens 120 tekens.',
			en: 'Enter a name of at most 120 characters.'
		},
		'email.invalid': {
			nl: 'Dit is geen volledig e-mailadres. Controleer het.',
			en: 'This is not a complete e-mail address. Check it and try again.'
		},
		'email.taken': {
			nl: 'Dit e-mailadres hoort al bij iemand anders. Kies een ander adres.',
			en: 'Someone else already uses this e-mail address. Choose another one.'
		},
		'organisation.missing': { nl: 'Vul de naam van uw organisatie in.', en: 'Enter the name of your organisation.' },
		'password.short': {
			nl: 'Dit wachtwoord is te kort. Kies er een van minstens 12 tekens.',
			en: 'This password is too short. Choose one of at least 12 characters.'
		},
		'password.long': {
			nl: 'Dit wachtwoord is te lang. Kies er een van hoogstens 200 tekens.',
			en: 'This password is too long. Choose one of at most 200 characters.'
		},
		'password.common': {
			nl: 'Dit wachtwoord kiezen veel mensen. Kies een ander, bijvoorbeeld vier losse woorden.',
			en: 'Too many people use this password. Choose another one, such as four unrelated words.'
		},
		'password.own': {
			nl: 'Dit wachtwoord lijkt op een naam of adres van u. Kies een ander, bijvoorbeeld vier losse woorden.',
			en: 'This password is too similar to your name or address. Choose another one, such as four unrelated words.'
		},
		'password.differs': {
			nl: 'De twee wachtwoorden zijn niet gelijk. Typ ze opnieuw.',
			en: 'The two passwords do not match. Type them again.'
		},
		'password.wrong': {
			nl: 'Uw oude wachtwoord klopt niet. Er is niets gewijzigd.',
			en: 'Your old password is incorrect. Nothing was changed.'
		},
		'password.off': {
			nl: 'Wachtwoorden staan hier uit. Meld u aan met de knop van uw organisatie.',
			en: 'You cannot sign in with a password here. Use the button for your organisation.'
		},
		'role.missing': {
			nl: 'Alleen een beheerder kan dit doen. Er is niets gewijzigd.',
			en: 'Only an administrator can do this. Nothing was changed.'
		},
		'person.absent': {
			nl: 'Deze persoon is er niet meer. Laad de pagina opnieuw.',
			en: 'This person no longer exists. Reload the page.'
		},
		'code.wrong': {
			nl: 'Deze code klopt niet. De goede staat in het venster waarin Voelspriet is gestart.',
			en: 'This code is incorrect. The code is shown in the terminal where Voelspriet was started.'
		},
		'link.gone': {
			nl: 'Deze link is gebruikt, verlopen of vervangen. Vraag uw beheerder om een nieuwe.',
			en: 'This link has expired or has already been used or replaced. Ask your administrator for a new one.'
		},
		tooMany: {
			nl: 'U hebt het te vaak geprobeerd. Wacht {duration} en probeer het dan opnieuw.',
			en: 'You have tried too many times. Wait {duration}, then try again.'
		},
		'exercise.tooMany': {
			nl: 'Er staan al te veel oefeningen open. Sluit er een af, of verwijder een eigen oefening.',
			en: 'Too many exercises are open. End one, or remove one of your own.'
		},
		'exercise.closed': {
			nl: 'Oefenen zonder account kan hier niet. Meld u aan en begin dan een oefening.',
			en: 'You cannot do exercises without an account here. Sign in, then start an exercise.'
		},
		'push.invalid': {
			nl: 'Uw browser gaf geen bruikbaar adres voor meldingen. Er is niets gewijzigd.',
			en: 'Your browser did not give a usable address for notifications. Nothing was changed.'
		},
		'quiet.invalid': {
			nl: 'Vul twee verschillende tijden in, of laat beide velden leeg.',
			en: 'Enter two different times, or leave both fields empty.'
		},
		'factor.wrong': {
			nl: 'Deze code klopt niet, of is al gebruikt. Wacht op de volgende code van uw app en probeer het opnieuw.',
			en: 'This code is incorrect or has been used already. Wait for the next code in your app and try again.'
		},
		'factor.passkey': {
			nl: 'Deze toegangssleutel werkte niet. Probeer het opnieuw, of kies een andere weg.',
			en: 'This passkey did not work. Try again, or use another method.'
		},
		'factor.already': {
			nl: 'U hebt al een app met codes. Verwijder die eerst als u een andere wilt.',
			en: 'You already have an authenticator app. Remove it first if you want to use another one.'
		},
		'factor.absent': {
			nl: 'U hebt nog geen tweede stap. Stel eerst een app of een toegangssleutel in.',
			en: 'You have no second step yet. Set up an app or a passkey first.'
		},
		'mail.off': {
			nl: 'Deze installatie verstuurt geen mail. Er is niets gewijzigd. Geef de link zelf.',
			en: 'This installation does not send e-mail. Nothing was changed. Give the link yourself.'
		},
		'mail.failed': {
			nl: 'De mail is niet verstuurd. De link werkt niet meer. Probeer het opnieuw, of geef de link zelf.',
			en: 'The e-mail was not sent. The link no longer works. Try again, or give the link yourself.'
		},
		'mail.later': {
			nl: 'De mailserver neemt de mail nu niet aan. De link werkt niet meer. Probeer het over twee minuten opnieuw.',
			en: 'The mail server does not accept the e-mail now. The link no longer works. Try again in two minutes.'
		}
	},
	name: { nl: 'Naam', en: 'Name' },
	saveName: { nl: 'Sla de naam op', en: 'Save name' },
	saved: { nl: 'Opgeslagen.', en: 'Saved.' },
	email: { nl: 'E-mailadres', en: 'E-mail address' },
	you: { nl: 'Over u', en: 'About you' },
	password: {
		title: { nl: 'Wachtwoord', en: 'Password' },
		old: { nl: 'Uw oude wachtwoord', en: 'Your old password' },
		chosen: { nl: 'Nieuw wachtwoord', en: 'New password' },
		again: { nl: 'Nog een keer het nieuwe wachtwoord', en: 'Repeat new password' },
		submit: { nl: 'Wijzig het wachtwoord', en: 'Change password' },
		done: {
			nl: 'Uw wachtwoord is gewijzigd. Op andere apparaten bent u afgemeld.',
			en: 'Your password has been changed. You have been signed out on other devices.'
		},
		hint: {
			nl: 'Minstens 12 tekens. Vier losse woorden werken goed.',
			en: 'At least 12 characters. Four unrelated words work well.'
		}
	},
	choose: {
		title: { nl: 'Kies een wachtwoord', en: 'Choose a password' },
		for: { nl: 'Voor {name}, {email}.', en: 'For {name}, {email}.' },
		submit: { nl: 'Kies dit wachtwoord en meld aan', en: 'Choose this password and sign in' }
	},
	sessions: {
		title: { nl: 'Waar u bent aangemeld', en: 'Where you are signed in' },
		caption: { nl: 'Uw sessies', en: 'Your sessions' },
		device: { nl: 'Apparaat', en: 'Device' },
		address: { nl: 'Adres', en: 'Address' },
		began: { nl: 'Sinds', en: 'Since' },
		expires: { nl: 'Tot', en: 'Until' },
		this: { nl: 'dit apparaat', en: 'this device' },
		end: { nl: 'Meld hier af', en: 'Sign out here' },
		endOthers: { nl: 'Meld overal anders af', en: 'Sign out everywhere else' },
		ended: { nl: 'De sessie is beëindigd.', en: 'The session has been ended.' },
		unknown: { nl: 'onbekend apparaat', en: 'unknown device' },
		out: { nl: 'Afmelden', en: 'Sign out' },
		seen: { nl: 'Laatst bezig', en: 'Last active' },
		several: {
			nl: 'U bent op {number} plaatsen aangemeld. Herkent u er een niet? Meld u daar af en wijzig uw wachtwoord.',
			en: 'You are signed in on {number} devices. If you do not recognise one, sign out there and change your password.'
		}
	},
	colorScheme: {
		title: { nl: 'Uiterlijk', en: 'Appearance' },
		label: { nl: 'Hoe ziet Voelspriet eruit?', en: 'How should Voelspriet look?' },
		system: { nl: 'Als uw apparaat', en: 'Same as your device' },
		light: { nl: 'Licht', en: 'Light' },
		dark: { nl: 'Donker', en: 'Dark' },
		crisis: { nl: 'Crisisruimte', en: 'Crisis room' },
		crisisHint: { nl: 'Donker, met grotere letters.', en: 'Dark, with larger type.' },
		save: { nl: 'Gebruik dit', en: 'Use this' }
	},
	language: {
		label: { nl: 'Taal', en: 'Language' },
		nl: { nl: 'Nederlands', en: 'Nederlands' },
		en: { nl: 'English', en: 'English' }
	},
	exercise: {
		nl: 'U bent een oefenpersoon. Naam en wachtwoord kunt u niet wijzigen.',
		en: 'You are an exercise user. You cannot change your name or password.'
	},
	sound: { nl: 'Geluid', en: 'Sound' },
	soundHint: {
		nl: 'Dit apparaat geeft één keer geluid als een noodkreet binnenkomt. U moet dan de stroom open hebben.',
		en: 'This device plays a sound once when a call for help comes in. You must have the stream open.'
	},
	push: {
		title: { nl: 'Meldingen', en: 'Notifications' },
		what: {
			nl: 'U krijgt een melding als een tekst op uw akkoord wacht, ook als Voelspriet dicht is.',
			en: 'You get a notification when a text is waiting for your approval, even when Voelspriet is closed.'
		},
		private: {
			nl: 'Een melding zegt wat er wacht, nooit waar de tekst over gaat.',
			en: 'A notification says what is waiting, never what the text is about.'
		},
		script: {
			nl: 'Voor meldingen heeft uw browser JavaScript nodig.',
			en: 'Your browser needs JavaScript for notifications.'
		},
		state: {
			unsupported: {
				nl: 'Deze browser kan geen meldingen tonen. Probeer het met Chrome, Edge, Firefox of Safari.',
				en: 'This browser cannot show notifications. Try Chrome, Edge, Firefox or Safari.'
			},
			insecure: {
				nl: 'Meldingen werken alleen als het adres met https begint. Vraag uw beheerder.',
				en: 'Notifications only work if the address begins with https. Ask your administrator.'
			},
			install: {
				nl: 'Zet Voelspriet eerst op uw beginscherm: tik op Deel en dan op ‘Zet op beginscherm’. Open het daar en kom hier terug.',
				en: 'First put Voelspriet on your home screen: tap Share, then ‘Add to Home Screen’. Open it there and come back here.'
			},
			denied: {
				nl: 'U hebt meldingen voor deze site geblokkeerd. Sta ze toe in de instellingen van uw browser. Laad daarna deze pagina opnieuw.',
				en: 'You have blocked notifications for this site. Allow them in your browser settings. Then reload this page.'
			},
			off: { nl: 'Dit apparaat krijgt nu geen meldingen.', en: 'This device does not get notifications.' },
			lapsed: {
				nl: 'De meldingen op dit apparaat zijn gestopt. Zet ze weer aan.',
				en: 'The notifications on this device have stopped. Turn them on again.'
			},
			on: { nl: 'Dit apparaat krijgt meldingen.', en: 'This device gets notifications.' }
		},
		allow: { nl: 'Laat meldingen toe', en: 'Allow notifications' },
		asking: { nl: 'Uw browser vraagt nu of het mag …', en: 'Your browser is asking for permission …' },
		failed: {
			nl: 'Uw browser kon meldingen niet aanzetten. Probeer het opnieuw.',
			en: 'Your browser could not turn on notifications. Try again.'
		},
		devices: { nl: 'Apparaten met meldingen', en: 'Devices with notifications' },
		test: { nl: 'Stuur een proefmelding', en: 'Send a test notification' },
		off: { nl: 'Zet uit', en: 'Turn off' },
		added: { nl: 'Sinds {moment}.', en: 'Since {moment}.' },
		sent: { nl: 'Laatste melding: {moment}.', en: 'Last notification: {moment}.' },
		failure: {
			busy: {
				nl: 'Niet gelukt, {moment}: de dienst van uw browser is te druk. Wij proberen het opnieuw.',
				en: 'Failed, {moment}: your browser’s notification service is too busy. We will try again.'
			},
			unreachable: {
				nl: 'Niet gelukt, {moment}: de dienst van uw browser is niet te bereiken.',
				en: 'Failed, {moment}: your browser’s notification service cannot be reached.'
			},
			refused: {
				nl: 'Niet gelukt, {moment}: de dienst van uw browser weigert. Zet de meldingen uit en weer aan.',
				en: 'Failed, {moment}: your browser’s notification service refused it. Turn notifications off and on again.'
			}
		},
		shared: {
			nl: 'Meldingen komen ook als u zich hebt afgemeld. Zet ze uit op een apparaat dat u deelt.',
			en: 'You also get notifications when you are signed out. Turn them off on a device that you share.'
		},
		testTitle: { nl: 'Proefmelding', en: 'Test notification' },
		testBody: { nl: 'Meldingen werken op dit apparaat.', en: 'Notifications work on this device.' },
		done: {
			pushOn: {
				nl: 'Dit apparaat krijgt nu meldingen. Stuur een proefmelding.',
				en: 'This device now gets notifications. Send a test notification.'
			},
			pushOff: { nl: 'Dit apparaat krijgt geen meldingen meer.', en: 'This device no longer gets notifications.' },
			quiet: { nl: 'Opgeslagen.', en: 'Saved.' }
		},
		tested: {
			sent: {
				nl: 'De proefmelding is verstuurd. Ziet u niets? Kijk of uw apparaat meldingen van deze browser toont.',
				en: 'The test notification has been sent. If you see nothing, check whether your device shows notifications from this browser.'
			},
			gone: {
				nl: 'Dit apparaat neemt geen meldingen meer aan. Zet ze daar weer aan.',
				en: 'This device no longer accepts notifications. Turn them on again on that device.'
			},
			busy: {
				nl: 'De proefmelding is niet verstuurd: de dienst van uw browser is te druk. Probeer het zo opnieuw.',
				en: 'The test notification was not sent: your browser’s notification service is too busy. Try again in a moment.'
			},
			unreachable: {
				nl: 'De proefmelding is niet verstuurd: de dienst van uw browser is niet te bereiken.',
				en: 'The test notification was not sent: your browser’s notification service cannot be reached.'
			},
			refused: {
				nl: 'De proefmelding is geweigerd. Zet de meldingen uit en weer aan.',
				en: 'The test notification was refused. Turn notifications off and on again.'
			}
		},
		quiet: {
			title: { nl: 'Stille uren', en: 'Quiet hours' },
			what: {
				nl: 'In deze uren krijgt u geen melding. Een mail komt altijd. Wie na u dienst heeft, wordt dan meteen gevraagd.',
				en: 'You get no notifications during these hours. E-mails are always sent. The next person on duty is asked straight away.'
			},
			from: { nl: 'Van', en: 'From' },
			to: { nl: 'Tot', en: 'Until' },
			save: { nl: 'Sla de stille uren op', en: 'Save quiet hours' },
			none: {
				nl: 'Laat beide velden leeg als u geen stille uren wilt.',
				en: 'Leave both fields empty if you do not want quiet hours.'
			}
		}
	},
	organisation: {
		signIn: { nl: 'Inloggen met {name}', en: 'Sign in with {name}' },
		unnamed: { nl: 'uw organisatie', en: 'your organisation' },
		password: { nl: 'Meld u aan met een wachtwoord', en: 'Sign in with a password' },
		emergency: { nl: 'Noodtoegang voor de beheerder', en: 'Emergency access for the administrator' },
		emergencyWhat: {
			nl: 'Wachtwoorden staan uit. Alleen de beheerder die daarvoor is aangewezen, kan zich hier nog aanmelden.',
			en: 'You cannot sign in with a password. Only the administrator appointed for emergencies can still sign in here.'
		},
		left: {
			nl: 'U bent hier afgemeld. Wij brengen u naar de inlogdienst om u ook daar af te melden.',
			en: 'You are signed out here. We are taking you to the sign-in service to sign out there too.'
		},
		leave: { nl: 'Meld u ook daar af', en: 'Sign out there too' },
		link: { nl: 'Koppel uw account', en: 'Link your account' },
		linkWhat: {
			nl: 'Koppel uw account aan {name}. Daarna meldt u zich aan zonder wachtwoord van dit programma.',
			en: 'Link your account to {name}. After that you no longer need a password for this program.'
		},
		signInAgain: {
			nl: 'Meld u nu opnieuw aan bij {name}. Zo weten wij zeker dat u het zelf bent.',
			en: 'Now sign in to {name} again, so that we can be sure it is you.'
		},
		go: { nl: 'Ga naar {name}', en: 'Go to {name}' },
		linked: {
			nl: 'Uw account is gekoppeld aan {name}. Uw rollen komen daarvandaan.',
			en: 'Your account is linked to {name}. Your roles now come from there.'
		},
		problems: {
			declined: {
				nl: 'Het aanmelden bij {name} is niet afgemaakt. Probeer het opnieuw, of vraag de beheerder van uw inlogdienst of u toegang hebt.',
				en: 'You did not finish signing in to {name}. Try again, or ask the administrator of your sign-in service if you have access.'
			},
			expired: {
				nl: 'Deze aanmelding is verlopen, al gebruikt of in een ander venster begonnen. Begin opnieuw met de knop.',
				en: 'This sign-in has expired, was used already or was started in another window. Start again with the button.'
			},
			away: {
				nl: 'De inlogdienst van {name} geeft nu geen goed antwoord. Probeer het over een minuut opnieuw. Lukt het dan niet, bel dan uw beheerder.',
				en: 'The sign-in service of {name} is not responding properly. Try again in a minute. If that does not work, call your administrator.'
			},
			settings: {
				nl: 'De inlogdienst van {name} herkent dit programma niet. Vraag uw beheerder om de instellingen na te lopen.',
				en: 'The sign-in service of {name} does not recognise this program. Ask your administrator to check the settings.'
			},
			untrusted: {
				nl: 'Het antwoord van {name} klopt niet. U bent niet aangemeld. Meld dit aan uw beheerder.',
				en: 'We cannot trust the response from {name}. You are not signed in. Tell your administrator.'
			},
			noRole: {
				nl: 'Uw account bij {name} geeft hier geen rol. Vraag uw beheerder om toegang.',
				en: 'Your account at {name} does not give you a role here. Ask your administrator for access.'
			},
			tooManyGroups: {
				nl: 'U zit bij {name} in te veel groepen: het antwoord zegt niet meer welke. Uw rollen hier zijn niet gewijzigd. Laat uw beheerder in de inlogdienst app-rollen toewijzen, of alleen de groepen van dit programma meesturen.',
				en: 'You are in too many groups at {name}: the response no longer says which. Your roles here were not changed. Ask your administrator to assign app roles in the sign-in service, or to send only the groups of this program.'
			},
			suspended: {
				nl: 'Uw toegang tot dit programma is gesloten. Vraag uw beheerder waarom.',
				en: 'You no longer have access to this program. Ask your administrator why.'
			},
			addressTaken: {
				nl: 'Er is hier al een account met uw e-mailadres. Meld u daarmee aan en koppel het op uw accountpagina, of vraag uw beheerder.',
				en: 'There is already an account here with your e-mail address. Sign in with it and link it on your account page, or ask your administrator.'
			},
			linkedElsewhere: {
				nl: 'Dit account is al aan iemand anders gekoppeld. Er is niets gewijzigd. Vraag uw beheerder.',
				en: 'This account is already linked to someone else. Nothing was changed. Ask your administrator.'
			}
		}
	},
	news: {
		title: { nl: 'Wat er met uw account gebeurde', en: 'Changes to your account' },
		what: {
			nl: 'Deed u dit niet zelf, en weet u er niet van? Wijzig uw wachtwoord en bel uw beheerder.',
			en: 'If this was not you and you do not know about it, change your password and call your administrator.'
		},
		seen: { nl: 'Gezien', en: 'Mark as seen' },
		by: { nl: 'door {name}', en: 'by {name}' },
		look: { nl: 'Bekijk het', en: 'View' },
		start: {
			nl: plural('more', {
				0: 'Uw account: {what}, {at}.',
				one: 'Uw account: {what}, {at}. Nog {more} andere melding.',
				other: 'Uw account: {what}, {at}. Nog {more} andere meldingen.'
			}),
			en: plural('more', {
				0: 'Your account: {what}, {at}.',
				one: 'Your account: {what}, {at}. {more} other change.',
				other: 'Your account: {what}, {at}. {more} other changes.'
			})
		},
		mailSubject: { nl: 'Er is iets gewijzigd aan uw account', en: 'Your account has changed' },
		mailText: {
			nl: 'Met uw account in Voelspriet gebeurde dit: {what}.\n\nDeed u dit niet zelf, en weet u er niet van? Wijzig uw wachtwoord en bel uw beheerder.\n\n{address}\n',
			en: 'This happened to your account in Voelspriet: {what}.\n\nIf this was not you and you do not know about it, change your password and call your administrator.\n\n{address}\n'
		}
	}
} satisfies Messages;
