import { plural, type Messages } from './message';

export const installation = {
	helpContact: {
		title: { nl: 'Waar mensen terechtkunnen', en: 'Where people can go' },
		lead: {
			nl: 'Dit staat bij elk gesloten incident, op de pagina van partners en op het scherm.',
			en: 'This is shown with every closed incident, on the partner page and on the wall display.'
		},
		label: { nl: 'Telefoon en pagina, op één regel', en: 'Phone number and page, on one line' },
		hint: {
			nl: 'Bijvoorbeeld: Bel 14 020 of kijk op waterveen.nl/hulp. Leeg: er staat niets.',
			en: 'For example: Call 14 020 or see waterveen.nl/help. Empty: nothing is shown.'
		},
		save: { nl: 'Bewaar de regel', en: 'Save line' },
		wrong: { nl: 'Niet bewaard: de regel is te lang.', en: 'Not saved: the line is too long.' },
		saved: { nl: 'Bewaard. Dit geldt vanaf nu.', en: 'Saved. This applies from now on.' }
	},
	publicDetails: {
		title: { nl: 'Nummers en domeinen die mogen blijven staan', en: 'Numbers and domains that stay visible' },
		lead: {
			nl: 'Wat partners lezen, staat er zonder telefoonnummers, e-mailadressen en accounts. Wat in deze lijst staat, blijft staan. 112, 14 0xx, 0800 en 0900 blijven altijd staan.',
			en: 'Partners do not see phone numbers, e-mail addresses or accounts. Anything on this list stays visible. 112, 14 0xx, 0800 and 0900 are always visible.'
		},
		label: { nl: 'Openbare nummers, domeinen en accounts', en: 'Public numbers, domains and accounts' },
		hint: {
			nl: 'Eén per regel: 020 624 11 11, waterveen.nl of @waterveen.',
			en: 'One per line: 020 624 11 11, waterveen.nl or @waterveen.'
		},
		save: { nl: 'Bewaar de lijst', en: 'Save list' },
		wrong: {
			nl: 'Niet bewaard: een regel is geen nummer, domein of account.',
			en: 'Not saved: one line is not a number, domain or account.'
		},
		saved: { nl: 'Bewaard. Dit geldt vanaf nu.', en: 'Saved. This applies from now on.' }
	},
	backups: {
		title: { nl: 'Back-ups', en: 'Back-ups' },
		timetable: {
			nl: plural('hours', {
				one: 'Het programma maakt elk uur een versleutelde back-up.',
				other: 'Het programma maakt elke {hours} uur een versleutelde back-up.'
			}),
			en: plural('hours', {
				one: 'The program makes an encrypted back-up every hour.',
				other: 'The program makes an encrypted back-up every {hours} hours.'
			})
		},
		byHand: {
			nl: 'Er is geen map ingesteld. Een beheerder van de server maakt de back-ups.',
			en: 'No folder has been set. Your server administrator makes the back-ups.'
		},
		made: { nl: 'De laatste is van {when}: {size} MB.', en: 'The last one was made on {when}: {size} MB.' },
		never: { nl: 'Er is nog geen back-up gemaakt.', en: 'No back-up has been made yet.' },
		failed: { nl: 'Op {when} lukte het niet: {why}', en: 'The back-up of {when} failed: {why}' },
		why: {
			folder: {
				nl: 'de map is er niet, of het programma mag er niet schrijven.',
				en: 'the folder does not exist, or the program cannot write to it.'
			},
			full: { nl: 'de schijf is vol.', en: 'the disk is full.' },
			cutShort: { nl: 'het programma stopte halverwege.', en: 'the program stopped halfway.' },
			other: { nl: 'de reden staat in het logboek van de server.', en: 'the reason is in the server log.' }
		},
		alarm: {
			none: {
				nl: 'Er is nog geen back-up. Vraag de beheerder van de server er een te maken.',
				en: 'There is no back-up yet. Ask your server administrator to make one.'
			},
			late: {
				nl: 'De laatste back-up is te oud of mislukt. Vraag de beheerder van de server dit na te kijken.',
				en: 'The last back-up is too old or failed. Ask your server administrator to look into it.'
			}
		},
		lateLink: { nl: 'Bekijk de back-ups', en: 'View the back-ups' },
		drill: {
			nl: 'Probeer elk kwartaal of u een back-up kunt terugzetten. Dat verandert niets.',
			en: 'Test every quarter whether you can restore a back-up. This does not change anything.'
		}
	},
	retention: {
		title: { nl: 'Bewaren na sluiten', en: 'Retention after closing' },
		lead: {
			nl: 'Na het sluiten van een incident blijft alles staan voor de evaluatie. Daarna haalt het programma persoonsgegevens uit alle berichten.',
			en: 'After an incident is closed, everything is kept for the evaluation. Then the program removes personal data from all posts.'
		},
		stays: {
			nl: 'Aantallen, besluiten en vrijgegeven rapporten blijven zoals ze zijn. Het logboek vermeldt hoeveel berichten het waren, en wanneer.',
			en: 'Counts, decisions and released reports stay as they are. The log records how many posts were involved, and when.'
		},
		days: { nl: 'Dagen na sluiten', en: 'Days after closing' },
		daysHint: {
			nl: 'Van 0 tot en met 365. Dit geldt meteen. Alles blijft minstens een week staan: zo lang ziet iedereen een waarschuwing.',
			en: 'From 0 to 365. This applies at once. Everything is kept for at least a week: everyone sees a warning during that time.'
		},
		wrong: {
			nl: 'Niet opgeslagen: vul een heel getal in van 0 tot en met 365.',
			en: 'Not saved: enter a whole number from 0 to 365.'
		},
		saved: { nl: 'Opgeslagen: {days} dagen na het sluiten.', en: 'Saved: {days} days after closing.' },
		backups: {
			nl: 'Back-ups van voor die tijd bevatten de gegevens nog. Bewaar ze niet langer dan nodig.',
			en: 'Back-ups made before then still hold the data. Do not keep them longer than needed.'
		}
	},
	kept: {
		title: { nl: 'Gesloten incidenten waarvan de termijn loopt', en: 'Closed incidents within the retention period' },
		incident: { nl: 'Incident', en: 'Incident' },
		until: { nl: 'Alles blijft tot', en: 'Everything is kept until' },
		held: { nl: 'staat vast: de termijn wacht', en: 'on legal hold: the retention period is paused' }
	},
	mail: {
		title: { nl: 'Mail', en: 'E-mail' },
		none: {
			nl: 'Dit programma verstuurt geen mail. De mailserver stelt u in de omgeving van de server in (SMTP_URL).',
			en: 'This program does not send e-mail. Set the mail server in the server environment (SMTP_URL).'
		},
		by: {
			nl: 'De mail gaat via {host}, met als afzender {from}. Een andere afzender stelt u in met MAIL_FROM.',
			en: 'E-mail goes through {host}, sent from {from}. Set another sender with MAIL_FROM.'
		},
		try: { nl: 'Stuur mij een proefmail', en: 'Send me a test e-mail' },
		sent: {
			nl: 'De mailserver nam de proefmail aan {to} aan. Kijk of hij aankomt, ook in de map met ongewenste mail.',
			en: 'The mail server accepted the test e-mail to {to}. Check that it arrives, also in the junk folder.'
		},
		later: {
			nl: 'De mailserver neemt de mail nu niet aan. Probeer het over twee minuten opnieuw. Antwoord: {why}',
			en: 'The mail server does not accept the e-mail now. Try again in two minutes. Response: {why}'
		},
		failed: {
			nl: 'De proefmail is niet verstuurd. Controleer SMTP_URL en MAIL_FROM. Antwoord: {why}',
			en: 'The test e-mail was not sent. Check SMTP_URL and MAIL_FROM. Response: {why}'
		},
		subject: { nl: 'Proefmail van Voelspriet', en: 'Test e-mail from Voelspriet' },
		text: {
			nl: 'Deze mail is een proef. Verzoeken om akkoord komen van dezelfde afzender.',
			en: 'This e-mail is a test. Requests for approval come from the same sender.'
		}
	},
	organisation: {
		title: { nl: 'Inloggen met de eigen organisatie', en: 'Sign in with your organisation' },
		none: {
			nl: 'Mensen melden zich hier aan met een wachtwoord. Hoe u de inlogdienst van uw organisatie aansluit, staat bij Hulp.',
			en: 'People sign in here with a password. See Help for how to connect your organisation’s sign-in service.'
		},
		what: {
			nl: 'Mensen melden zich aan met {name}. Dit staat in de omgeving van de server en wijzigt u daar.',
			en: 'People sign in with {name}. This is set in the server environment. Change it there.'
		},
		issuer: { nl: 'Inlogdienst', en: 'Sign-in service' },
		client: { nl: 'Client-id', en: 'Client ID' },
		scopes: { nl: 'Gevraagde gegevens', en: 'Data requested' },
		roles: { nl: 'Rollen uit {claim}', en: 'Roles from {claim}' },
		byHand: { nl: 'Rollen die u hier geeft', en: 'Roles that you give here' },
		keep: { nl: 'Blijven naast die van de inlogdienst.', en: 'Kept, together with those from the sign-in service.' },
		replace: {
			nl: 'Vervallen bij de volgende aanmelding: alleen de inlogdienst telt.',
			en: 'Removed at the next sign-in: only the sign-in service counts.'
		},
		factor: { nl: 'Wat telt als tweede stap', en: 'What counts as a second step' },
		factorNone: {
			nl: 'niets: de tweede stap is die van dit programma',
			en: 'nothing: this program asks for its own second step'
		},
		local: { nl: 'Wachtwoorden', en: 'Passwords' },
		localOn: {
			nl: 'Mensen kunnen zich ook met een wachtwoord aanmelden.',
			en: 'People can also sign in with a password.'
		},
		localOff: {
			nl: 'Uit. Alleen {email} kan er nog in, als beheerder in nood.',
			en: 'Off. Only {email} can still sign in, as emergency administrator.'
		},
		back: { nl: 'Adres om naar terug te keren (redirect URI)', en: 'Address to return to (redirect URI)' },
		left: { nl: 'Adres na het afmelden', en: 'Address after signing out' },
		ended: {
			nl: 'Adres voor afmelden vanaf de inlogdienst (back-channel logout)',
			en: 'Address for sign-out by the sign-in service (back-channel logout)'
		},
		lastFailure: {
			nl: 'De laatste aanmelding die misging, was {at}. Reden: {why}.',
			en: 'The last sign-in that failed was {at}. Reason: {why}.'
		},
		try: { nl: 'Probeer de inlogdienst', en: 'Test the sign-in service' },
		answers: {
			nl: plural('keys', {
				one: 'De inlogdienst antwoordt goed en heeft {keys} sleutel.',
				other: 'De inlogdienst antwoordt goed en heeft {keys} sleutels.'
			}),
			en: plural('keys', {
				one: 'The sign-in service responds correctly and has {keys} key.',
				other: 'The sign-in service responds correctly and has {keys} keys.'
			})
		},
		signsOut: { nl: 'Afmelden hier meldt ook daar af.', en: 'Signing out here also signs you out there.' },
		signsOutNot: { nl: 'Afmelden daar kan niet vanaf hier.', en: 'You cannot sign out there from here.' },
		tellsEnd: {
			nl: 'De dienst meldt het als iemand daar is afgemeld.',
			en: 'The service tells us when someone has signed out there.'
		},
		tellsEndNot: {
			nl: 'De dienst meldt niet dat iemand daar is afgemeld.',
			en: 'The service does not tell us when someone has signed out there.'
		},
		wrong: {
			nl: 'Het antwoord van {name} past niet bij de instellingen. Vergelijk OIDC_ISSUER met wat de dienst zelf opgeeft.',
			en: 'The response from {name} does not match the settings. Compare OIDC_ISSUER with what the service itself reports.'
		},
		away: {
			nl: '{name} geeft geen goed antwoord. Kijk of de server dit adres kan bereiken, en of het certificaat klopt.',
			en: '{name} is not responding properly. Check that the server can reach this address, and that the certificate is valid.'
		}
	}
} satisfies Messages;
