import { plural, select, type Messages } from './message';

export const people = {
	title: { nl: 'Mensen', en: 'People' },
	roleHints: {
		analyst: {
			nl: 'Volgt en labelt, houdt bevindingen bij en maakt het rapport.',
			en: 'Monitors and labels posts, keeps findings and makes the report.'
		},
		spokesperson: { nl: 'Controleert teksten en geeft akkoord.', en: 'Checks texts and approves them.' },
		coordinator: {
			nl: 'Alles van de analist, en sluit en heropent incidenten.',
			en: 'Can do all that an analyst can, and closes and reopens incidents.'
		},
		partner: {
			nl: 'Leest vrijgegeven rapporten. Ziet geen afzenders en geen concepten.',
			en: 'Reads released reports. Does not see senders or drafts.'
		},
		administrator: { nl: 'Beheert mensen, rollen en verbindingen.', en: 'Manages people, roles and connections.' }
	},
	caption: { nl: 'Iedereen met een account', en: 'Everyone with an account' },
	name: { nl: 'Naam', en: 'Name' },
	email: { nl: 'E-mailadres', en: 'E-mail address' },
	role: { nl: 'Rollen', en: 'Roles' },
	state: { nl: 'Toestand', en: 'Status' },
	last: { nl: 'Laatst aangemeld', en: 'Last signed in' },
	active: { nl: 'heeft toegang', en: 'has access' },
	suspended: { nl: 'geen toegang', en: 'no access' },
	invited: { nl: 'heeft nog geen wachtwoord', en: 'has no password yet' },
	exercise: { nl: 'oefenpersoon', en: 'exercise user' },
	never: { nl: 'nooit', en: 'never' },
	noRoles: { nl: 'geen rol', en: 'no role' },
	inIncident: { nl: '{role} in {incident}', en: '{role} in {incident}' },
	add: {
		title: { nl: 'Voeg iemand toe', en: 'Add someone' },
		submit: { nl: 'Voeg toe', en: 'Add' },
		where: { nl: 'Waar gelden deze rollen?', en: 'Where do these roles apply?' },
		everywhere: { nl: 'In alle incidenten', en: 'In all incidents' },
		noRole: { nl: 'Kies minstens één rol.', en: 'Choose at least one role.' },
		organisation: {
			nl: 'Wachtwoorden staan uit. Wie bij de inlogdienst een rol heeft, krijgt hier een account bij de eerste aanmelding.',
			en: 'Passwords are off. Anyone with a role at the sign-in service gets an account here when they first sign in.'
		}
	},
	link: {
		title: { nl: 'Geef deze link aan {name}', en: 'Give this link to {name}' },
		what: {
			nl: 'Hiermee kiest {name} zelf een wachtwoord. De link werkt één keer, tot {moment}. U ziet hem alleen nu.',
			en: '{name} uses it to choose a password. The link works once, until {moment}. You will not see it again.'
		},
		copy: { nl: 'Kopieer de link', en: 'Copy link' }
	},
	person: {
		roles: { nl: 'Rollen', en: 'Roles' },
		rolesAll: { nl: 'In alle incidenten', en: 'In all incidents' },
		rolesOne: { nl: 'In één incident', en: 'In one incident' },
		save: { nl: 'Sla de rollen op', en: 'Save roles' },
		incident: { nl: 'Incident', en: 'Incident' },
		give: { nl: 'Geef deze rol', en: 'Give this role' },
		take: { nl: 'Neem terug', en: 'Remove' },
		access: { nl: 'Toegang', en: 'Access' },
		suspend: { nl: 'Sluit de toegang', en: 'Suspend access' },
		unsuspend: { nl: 'Geef weer toegang', en: 'Restore access' },
		suspendHint: {
			nl: 'Deze persoon kan niets meer en is meteen overal afgemeld. Wat is vastgelegd, blijft.',
			en: 'This person can no longer do anything and is signed out everywhere at once. Everything recorded is kept.'
		},
		reset: { nl: 'Nieuw wachtwoord', en: 'New password' },
		resetHint: {
			nl: 'Het oude wachtwoord vervalt en alle sessies eindigen.',
			en: 'The old password stops working and all sessions end.'
		},
		resetNow: { nl: 'Maak een link', en: 'Make a link' },
		sessions: { nl: 'Sessies', en: 'Sessions' },
		endAll: { nl: 'Meld overal af', en: 'Sign out everywhere' },
		noSessions: { nl: 'Nergens aangemeld.', en: 'Not signed in anywhere.' },
		back: { nl: 'Alle mensen', en: 'All people' }
	},
	handing: {
		title: { nl: 'Hoe krijgt deze persoon de inloglink?', en: 'How does this person get the sign-in link?' },
		mailed: { nl: 'Mail de link', en: 'E-mail the link' },
		mailedHint: {
			nl: 'U ziet de link niet. Bij een adres in {domains} telt deze persoon meteen als eigen paar ogen.',
			en: 'You do not see the link. With an address at {domains}, this person counts as a separate pair of eyes straight away.'
		},
		mailedNoDomain: {
			nl: 'U ziet de link niet. Er staan geen maildomeinen op de lijst; daarom tellen u en deze persoon toch 24 uur als één paar ogen.',
			en: 'You do not see the link. No mail domains are listed, so you and this person still count as one pair of eyes for 24 hours.'
		},
		shown: { nl: 'Ik geef hem zelf', en: 'I will give it myself' },
		shownHint: {
			nl: 'U ziet de link. U en deze persoon tellen als één paar ogen, tot 24 uur nadat de link is gebruikt.',
			en: 'You see the link. You and this person count as one pair of eyes until 24 hours after the link is used.'
		},
		second: {
			nl: 'Ik geef hem zelf, een tweede beheerder bevestigt',
			en: 'I will give it myself, a second administrator confirms'
		},
		secondHint: {
			nl: '{names} belt deze persoon, hoort of die het is, en drukt één keer. Daarna telt deze persoon als eigen paar ogen.',
			en: '{names} calls this person, checks that it is really them, and presses once. This person then counts as a separate pair of eyes.'
		},
		noSecond: { nl: 'Er is nog geen tweede beheerder.', en: 'There is no second administrator yet.' },
		isMailed: {
			nl: 'De link is gemaild aan {name}. Hij werkt één keer, 72 uur lang.',
			en: 'The link was e-mailed to {name}. It works once, for 72 hours.'
		},
		askSecond: {
			nl: 'Vraag {names} om {name} te bevestigen als die binnen is.',
			en: 'Ask {names} to confirm {name} once they have signed in.'
		},
		mailSubject: { nl: 'Uw inloglink voor Voelspriet', en: 'Your sign-in link for Voelspriet' },
		mailText: {
			nl: 'Kies hiermee uw wachtwoord voor Voelspriet:\n{address}\n\nDe link werkt één keer, 72 uur lang. Geef hem aan niemand.',
			en: 'Use this link to choose your password for Voelspriet:\n{address}\n\nThe link works once, for 72 hours. Do not share it with anyone.'
		},
		why: { nl: 'Waarom deze regel', en: 'Why this rule' },
		whyText: {
			nl: 'Elke tekst naar buiten is gelezen door twee mensen. Wie de link van een ander kan openen, kan ook voor die ander lezen.',
			en: 'Every text that goes out is read by two people. Anyone who can open another person’s link can also read in their place.'
		}
	},
	eyes: {
		title: { nl: 'Wie telt met wie', en: 'Who counts with whom' },
		column: { nl: 'Ogen', en: 'Eyes' },
		own: { nl: 'eigen paar ogen', en: 'a separate pair' },
		one: { nl: 'één paar met {who}, tot {until}', en: 'one pair with {who}, until {until}' },
		console: { nl: 'iemand op de server', en: 'someone on the server' },
		openedHow: {
			nl: select('kind', {
				link: select('delivery', {
					mailed: 'Inloglink voor de mailbox gemaakt door {by}, {at}',
					other: 'Inloglink getoond aan {by}, {at}'
				}),
				password: 'Wachtwoord gekozen door {by}, {at}',
				other: 'Tweede stap gewist door {by}, {at}'
			}),
			en: select('kind', {
				link: select('delivery', {
					mailed: 'Link made for the mailbox by {by}, {at}',
					other: 'Link shown to {by}, {at}'
				}),
				password: 'Password chosen by {by}, {at}',
				other: 'Second step removed by {by}, {at}'
			})
		},
		confirmed: { nl: 'Bevestigd door {by}, {at}', en: 'Confirmed by {by}, {at}' },
		confirm: { nl: 'Bevestig deze persoon', en: 'Confirm this person' },
		check: {
			nl: 'Spreek deze persoon zelf. Vraag: hebt u zelf de link gebruikt, en uw eigen wachtwoord gekozen? Bevestig alleen als dat zo is. Daarna telt die als eigen paar ogen.',
			en: 'Speak to this person yourself. Ask: did you use the link yourself, and choose your own password? Only confirm if they did. They then count as a separate pair of eyes.'
		},
		other: {
			nl: 'Een tweede beheerder kan dit bevestigen: iemand die met deze persoon niet als één paar ogen telt.',
			en: 'A second administrator can confirm this: someone who does not count as one pair of eyes with this person.'
		},
		stillOpen: {
			nl: 'De link of het eenmalige wachtwoord is nog niet gebruikt, of er is nog geen nieuwe tweede stap. Bevestigen kan als deze persoon binnen is.',
			en: 'The link or one-time password has not been used yet, or there is no new second step yet. You can confirm this person once they have signed in.'
		},
		never: { nl: 'Nooit door een beheerder geopend.', en: 'Never opened by an administrator.' },
		sameTitle: { nl: 'Zelfde mens', en: 'Same person' },
		same: {
			nl: 'Dit is dezelfde mens als {name}. Zij tellen als één paar ogen.',
			en: 'This is the same person as {name}. They count as one pair of eyes.'
		},
		sameHint: {
			nl: 'Heeft deze persoon nog een account, bijvoorbeeld van de organisatie? Dan tellen de twee als één mens. Alleen twee beheerders samen kunnen dit terugdraaien.',
			en: 'Does this person have another account, for example from the organisation? Then both count as one person. Only two administrators together can undo this.'
		},
		alike: { nl: 'Is dit dezelfde mens als {name}?', en: 'Is this the same person as {name}?' },
		alikeWhat: {
			nl: 'De naam of het postvak lijkt op elkaar. Tot u antwoordt, tellen de twee als één paar ogen.',
			en: 'The name or mailbox looks the same. Until you answer, the two count as one pair of eyes.'
		},
		isOne: { nl: 'Ja, dezelfde mens', en: 'Yes, the same person' },
		areTwo: { nl: 'Nee, twee mensen', en: 'No, two people' },
		askUnlink: { nl: 'Vraag de koppeling op te heffen', en: 'Ask to undo the link' },
		unlinkAsked: {
			nl: 'Opheffen is gevraagd. Een tweede beheerder kan het doen: iemand die met niemand van hen als één paar ogen telt.',
			en: 'Undoing was requested. A second administrator can do it: someone who shares a pair of eyes with none of them.'
		},
		unlink: { nl: 'Hef de koppeling op', en: 'Undo the link' },
		alikeHome: {
			nl: plural('count', {
				one: 'Twee accounts zijn misschien van één mens. Zeg of dat zo is.',
				other: '{count} paren accounts zijn misschien van één mens. Zeg of dat zo is.'
			}),
			en: plural('count', {
				one: 'Two accounts may belong to one person. Say whether they do.',
				other: '{count} pairs of accounts may belong to one person. Say whether they do.'
			})
		},
		alikeLook: { nl: 'Bekijk', en: 'Look' },
		sameChoose: { nl: 'Ander account', en: 'Other account' },
		sameNow: { nl: 'Koppel de accounts', en: 'Link accounts' },
		noPair: {
			nl: 'Nu kan niemand akkoord geven op een tekst van een collega. Regel dit vóór de eerste nacht:',
			en: 'Nobody can approve a colleague’s text now. Arrange this before the first night:'
		},
		ways: {
			mail: {
				nl: 'Nodig een collega uit per mail. Wie de link zelf krijgt, telt meteen als eigen paar ogen.',
				en: 'Invite a colleague by email. Someone who gets the link themselves counts as a separate pair at once.'
			},
			setMail: {
				nl: 'Laat eerst mail instellen op de server. Daarna kunt u collega’s per mail uitnodigen.',
				en: 'First have email set up on the server. You can then invite colleagues by email.'
			},
			setDomain: {
				nl: 'Vul het maildomein van uw organisatie in. Wie u daar uitnodigt, telt meteen als eigen paar ogen.',
				en: 'Enter the mail domain of your organisation. Anyone you invite there counts as a separate pair at once.'
			},
			second: {
				nl: 'Laat een tweede beheerder de accounts bevestigen: {names}.',
				en: 'Ask a second administrator to confirm the accounts: {names}.'
			},
			setSecond: {
				nl: 'Regel een tweede beheerder, wiens account u niet opende. Die bevestigt de accounts.',
				en: 'Arrange a second administrator whose account you did not open. They confirm the accounts.'
			},
			organisation: {
				nl: 'Laat collega’s zich aanmelden bij {name}. Zo’n account opent u niet.',
				en: 'Ask colleagues to sign in at {name}. You do not open such an account.'
			},
			setOrganisation: {
				nl: 'Of laat op de server instellen dat mensen zich bij uw organisatie aanmelden.',
				en: 'Or have sign-in at your organisation set up on the server.'
			},
			wait: {
				nl: 'Vandaag niet nodig? Een getoonde link telt tot 24 uur na gebruik.',
				en: 'Not needed today? A link that was shown counts until 24 hours after its use.'
			}
		}
	},
	domains: {
		title: { nl: 'Maildomeinen van uw mensen', en: 'Your people’s mail domains' },
		hint: {
			nl: 'Eén per regel, bijvoorbeeld gemeente.example. Alleen domeinen waarin elk postvak van één persoon is. Voor wie het domein toevoegt, telt het na 24 uur.',
			en: 'One per line, for example gemeente.example. Only domains where each mailbox belongs to one person. For the person who adds a domain, it counts after 24 hours.'
		},
		save: { nl: 'Sla op', en: 'Save' }
	}
} satisfies Messages;
