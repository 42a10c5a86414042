import { plural, type Messages } from './message';

export const findings = {
	title: { nl: 'Bevindingen', en: 'Findings' },
	jump: { nl: 'Ga naar', en: 'Go to' },
	showClosed: { nl: 'Toon ook wat gesloten is', en: 'Also show closed findings' },
	open: { nl: '{count} open', en: '{count} open' },
	absent: { nl: 'Deze bevinding is er niet.', en: 'This finding does not exist.' },
	kind: {
		need: { nl: 'Vraag', en: 'Information need' },
		rumour: { nl: 'Gerucht', en: 'Rumour' },
		behaviour: { nl: 'Gedrag', en: 'Behaviour' },
		meaning: { nl: 'Betekenis', en: 'Meaning' }
	},
	kinds: {
		need: { nl: 'Vragen', en: 'Information needs' },
		rumour: { nl: 'Geruchten', en: 'Rumours' },
		behaviour: { nl: 'Gedrag', en: 'Behaviour' },
		meaning: { nl: 'Betekenis', en: 'Meaning' }
	},
	new: {
		need: { nl: 'Nieuwe vraag', en: 'New information need' },
		rumour: { nl: 'Nieuw gerucht', en: 'New rumour' },
		behaviour: { nl: 'Nieuw gedrag', en: 'New behaviour' },
		meaning: { nl: 'Nieuwe betekenis', en: 'New meaning' }
	},
	none: {
		need: {
			nl: 'Nog geen vragen. Koppel in de stroom een verhaal aan een vraag.',
			en: 'No information needs yet. Link a story to one in the stream.'
		},
		rumour: {
			nl: 'Nog geen geruchten. Koppel in de stroom een verhaal aan een gerucht.',
			en: 'No rumours yet. Link a story to a rumour in the stream.'
		},
		behaviour: {
			nl: 'Nog geen gedrag. Koppel in de stroom een verhaal aan gedrag.',
			en: 'No behaviour yet. Link a story to behaviour in the stream.'
		},
		meaning: {
			nl: 'Nog geen betekenis. Koppel in de stroom een verhaal aan een betekenis.',
			en: 'No meaning yet. Link a story to a meaning in the stream.'
		}
	},
	text: {
		need: { nl: 'De vraag', en: 'The question' },
		rumour: { nl: 'De bewering', en: 'The claim' },
		behaviour: { nl: 'Wat mensen doen', en: 'What people do' },
		meaning: { nl: 'Wat mensen vinden of voelen', en: 'What people think or feel' }
	},
	textHint: {
		need: { nl: 'In gewone woorden, zoals mensen het vragen.', en: 'In plain words, the way people ask it.' },
		rumour: { nl: 'Eén neutrale zin: wat wordt er beweerd?', en: 'One neutral sentence: what is being claimed?' },
		behaviour: {
			nl: 'Kort, bijvoorbeeld ‘Kijken bij het hek’.',
			en: 'Keep it short, for example ‘Watching at the fence’.'
		},
		meaning: { nl: 'Kort, bijvoorbeeld ‘Eerdere branden’.', en: 'Keep it short, for example ‘Earlier fires’.' }
	},
	offline: { nl: 'Waar gehoord', en: 'Where it was heard' },
	offlineHint: {
		nl: 'Bijvoorbeeld: balie, wijkteam, overleg.',
		en: 'For example: front desk, neighbourhood team, meeting.'
	},
	offlineAt: { nl: 'gehoord: {where}', en: 'reported by phone or in person: {where}' },
	columns: {
		asked: { nl: 'Gevraagd', en: 'Asked' },
		posts: { nl: 'Berichten', en: 'Posts' },
		authors: { nl: 'Afzenders', en: 'Senders' },
		trend: { nl: 'Laatste 10 min', en: 'Last 10 min' },
		newest: { nl: 'Nieuwste', en: 'Newest' },
		state: { nl: 'Hoe staat het', en: 'Status' },
		risk: { nl: 'Risico', en: 'Risk' }
	},
	where: { nl: 'Waar', en: 'Where' },
	made: { nl: 'Gemaakt door', en: 'Created by' },
	reword: { nl: 'Wijzig de woorden', en: 'Reword' },
	unanswered: { nl: 'Er kwam geen antwoord. Probeer het opnieuw.', en: 'The server did not respond. Try again.' },
	mergedInto: {
		nl: 'Deze bevinding is samengevoegd met een andere. Ga daarheen.',
		en: 'This finding has been merged into another. Go to that finding.'
	},
	evidence: { nl: 'Waar het uit blijkt', en: 'Evidence' },
	evidenceAll: { nl: 'Bekijk alles in de stroom', en: 'View all in the stream' },
	evidenceNone: { nl: 'Nog geen berichten. Koppel ze in de stroom.', en: 'No posts yet. Link them in the stream.' },
	evidenceFailed: {
		nl: 'De berichten zijn nu niet te laden. Dat lukt vanzelf als de verbinding terug is.',
		en: 'The posts cannot be loaded now. They will appear when the connection is back.'
	},
	postsOf: {
		nl: plural('count', { one: '{count} bericht', other: '{count} berichten' }),
		en: plural('count', { one: '{count} post', other: '{count} posts' })
	},
	authorsOf: {
		nl: plural('count', { one: '{count} afzender', other: '{count} afzenders' }),
		en: plural('count', { one: '{count} sender', other: '{count} senders' })
	},
	close: { nl: 'Sluit', en: 'Close' },
	closeHint: {
		nl: 'Speelt dit niet meer? Sluit het dan. Het blijft bewaard.',
		en: 'Is this over? Close it. It is not deleted.'
	},
	closedHint: {
		nl: 'Dit is gesloten. Een nieuwe koppeling opent het weer.',
		en: 'This is closed. A new link reopens it.'
	},
	reopen: { nl: 'Open weer', en: 'Reopen' },
	merge: {
		label: { nl: 'Voeg samen met', en: 'Merge with' },
		hint: {
			nl: 'Gaat het over hetzelfde? Dan verhuist al het bewijs mee.',
			en: 'Are both about the same thing? All evidence moves too.'
		},
		choose: { nl: 'Kies een andere', en: 'Choose another finding' },
		do: { nl: 'Voeg samen', en: 'Merge' },
		blocked: { nl: 'Kies eerst waarmee.', en: 'First choose which one to merge with.' },
		question: { nl: 'Voegt u deze twee samen?', en: 'Merge these two?' },
		what: {
			nl: 'Dit alles van ‘{from}’ hoort daarna bij ‘{into}’. Z draait het terug, tot er iets nieuws op rust.',
			en: 'All this of ‘{from}’ moves to ‘{into}’. Z undoes it, until something new rests on it.'
		},
		moves: { nl: 'Verhuist mee: {what}.', en: 'Also moves: {what}.' },
		stays: {
			nl: 'Dit heeft de andere al: {what}. Wat hier stond, blijft in de geschiedenis.',
			en: 'The other one has this already: {what}. What was here stays in the history.'
		},
		merged: { nl: 'Hierin is ‘{text}’ samengevoegd.', en: '‘{text}’ was merged into this.' },
		fields: {
			yes: { nl: 'ja', en: 'yes' },
			raised: { nl: 'Genoteerd', en: 'Noted' },
			open: { nl: 'Blijft open', en: 'Stays open' },
			texts: { nl: 'Teksten', en: 'Texts' },
			answer: { nl: 'Antwoord, na te kijken', en: 'Answer, to be checked' },
			answering: { nl: 'Wie schrijft het antwoord', en: 'Who writes the answer' },
			pressDeadline: { nl: 'De pers wil antwoord vóór', en: 'The press wants an answer by' },
			returnsAt: { nl: 'Komt terug', en: 'Comes back' },
			apart: { nl: 'Niet hetzelfde als', en: 'Not the same as' },
			harm: { nl: 'Schade', en: 'Harm' },
			inquiries: { nl: 'Nagevraagd bij', en: 'Checked with' },
			judged: { nl: 'Uitkomst, na te kijken', en: 'Verdict, to be checked' },
			variants: { nl: 'Andere bewoordingen', en: 'Other wordings' },
			firstHigh: { nl: 'Hoog risico sinds', en: 'High risk since' },
			owner: { nl: 'Wie pakt het op', en: 'Who handles it' }
		}
	},
	risk: {
		title: { nl: 'Risico', en: 'Risk' },
		low: { nl: 'laag', en: 'low' },
		middle: { nl: 'midden', en: 'medium' },
		high: { nl: 'hoog', en: 'high' },
		danger: { nl: 'direct gevaar', en: 'immediate danger' },
		product: { nl: 'schade {harm} × verspreiding {spread}', en: 'harm {harm} × spread {spread}' },
		unjudged: { nl: 'nog niet beoordeeld', en: 'not assessed yet' },
		small: {
			nl: 'Dit gerucht is nog klein. Een antwoord kan het juist verspreiden.',
			en: 'This rumour is still small. An answer may spread it.'
		},
		noHarm: { nl: 'verspreiding {spread}', en: 'spread {spread}' }
	},
	harm: {
		1: { nl: '1: ergernis', en: '1: annoyance' },
		2: { nl: '2: verkeerd gedrag', en: '2: wrong behaviour' },
		3: { nl: '3: gevaar', en: '3: danger' },
		label: { nl: 'Hoeveel schade kan dit doen?', en: 'How much harm can this do?' }
	},
	harmHint: {
		1: {
			nl: 'Vervelend, maar niemand doet er iets anders door.',
			en: 'Annoying, but nobody acts differently because of it.'
		},
		2: { nl: 'Mensen doen iets wat niet goed voor hen is.', en: 'People do something that is not good for them.' },
		3: {
			nl: 'Letsel, geweld, een groep die de schuld krijgt, of hulpdiensten die last hebben.',
			en: 'Injury, violence, a group being blamed, or emergency services being hindered.'
		}
	},
	danger: { nl: 'Direct gevaar voor mensen', en: 'Immediate danger to people' },
	dangerHint: { nl: 'Het risico is dan altijd hoog.', en: 'The risk is then always high.' },
	helpNeeded: { nl: 'Hulp nodig van een collega', en: 'Help needed from a colleague' },
	verify: {
		title: { nl: 'Nagaan', en: 'Checking' },
		none: { nl: 'Nog bij niemand nagevraagd.', en: 'Nobody has been asked yet.' },
		asked: { nl: '{who} vroeg het bij: {body}.', en: '{who} asked: {body}.' },
		body: { nl: 'Bij wie vraagt u het na?', en: 'Who are you asking?' },
		bodyHint: {
			nl: 'Bijvoorbeeld het waterbedrijf of de politie.',
			en: 'For example, the water company or the police.'
		},
		do: { nl: 'Leg de vraag vast', en: 'Record the question' }
	},
	verdict: {
		title: { nl: 'Uitkomst', en: 'Verdict' },
		label: { nl: 'Wat is de uitkomst?', en: 'What is the verdict?' },
		do: { nl: 'Leg de uitkomst vast', en: 'Record the verdict' },
		needsFact: {
			nl: 'Kies het feit waarop dit rust. Een uitkomst kan niet zonder.',
			en: 'Choose the fact this is based on. A verdict needs a fact.'
		},
		choose: { nl: 'Kies een uitkomst', en: 'Choose a verdict' }
	},
	approach: {
		title: { nl: 'Aanpak', en: 'Approach' },
		none: { nl: 'Nog niet gekozen', en: 'Not chosen yet' }
	},
	answer: {
		title: { nl: 'Antwoord', en: 'Answer' },
		none: { nl: 'Niemand beantwoordt dit nu.', en: 'Nobody is answering this now.' },
		busy: { nl: '{who} maakt een antwoord.', en: '{who} is writing an answer.' },
		start: { nl: 'Zet op beantwoord', en: 'Mark as answered' },
		again: { nl: 'Nieuw antwoord', en: 'New answer' },
		record: { nl: 'Leg het antwoord vast', en: 'Record the answer' },
		text: { nl: 'Het antwoord', en: 'The answer' },
		textHint: {
			nl: 'Begin met ja, nee, of ‘wij weten het nog niet’.',
			en: 'Start with yes, no, or ‘we do not know yet’.'
		},
		channel: { nl: 'Waar gegeven', en: 'Where it was given' },
		channelHint: { nl: 'Bijvoorbeeld: website, telefoon.', en: 'For example: website, phone.' },
		askAgain: { nl: 'Zet weer open', en: 'Reopen' },
		fact: { nl: 'feit: {text}', en: 'fact: {text}' },
		factReplaced: { nl: 'dit feit is vervangen, kijk het na', en: 'this fact has been replaced, check it' },
		stays: { nl: 'Het antwoord klopt nog', en: 'The answer is still correct' },
		asFact: {
			nl: 'Nog niet nagekeken: dit staat als feit bij de vraag, niet als antwoord.',
			en: 'Not checked yet: this is told as a fact, not as the answer.'
		},
		unchecked: { nl: 'Nog niet nagekeken: niemand zegt dit al.', en: 'Not checked yet: nobody is using this yet.' },
		confirm: { nl: 'Nagekeken: dit mag gezegd worden', en: 'Checked: this can be used' },
		confirmed: { nl: 'nagekeken door {who}', en: 'checked by {who}' },
		alone: { nl: 'zonder tweede lezer', en: 'without a second reader' },
		askColleague: {
			nl: 'Een collega met andere ogen kijkt het na. Een van u beiden is woordvoerder.',
			en: 'A colleague who counts as a separate pair of eyes must check it. One of you must be a spokesperson.'
		}
	},
	behaviour: { nl: 'Wat doet dit gedrag?', en: 'Effect of this behaviour' },
	effect: { nl: 'Gevolg', en: 'Effect' },
	effects: {
		none: { nl: 'nog niet beoordeeld', en: 'not assessed yet' },
		enlarges: { nl: 'vergroot de schade', en: 'increases damage' },
		limits: { nl: 'beperkt de schade', en: 'limits damage' },
		offersHelp: { nl: 'aanbod van hulp', en: 'offers help' }
	},
	advice: { nl: 'Advies aan mensen', en: 'Advice to people' },
	adviceHint: { nl: 'Wat kunnen zij beter doen?', en: 'What should they do instead?' },
	theme: { nl: 'Thema', en: 'Theme' },
	themeLabel: { nl: 'Waar gaat het over?', en: 'What is it about?' },
	themes: {
		blame: { nl: 'schuld', en: 'blame' },
		trust: { nl: 'vertrouwen', en: 'trust' },
		grief: { nl: 'rouw', en: 'grief' },
		solidarity: { nl: 'saamhorigheid', en: 'solidarity' },
		political: { nl: 'politiek', en: 'political' },
		callToAct: { nl: 'oproep tot actie', en: 'call to action' },
		symbol: { nl: 'symbool', en: 'symbol' },
		other: { nl: 'anders', en: 'other' }
	},
	facts: {
		title: { nl: 'Feiten', en: 'Facts' },
		new: { nl: 'Nieuw feit', en: 'New fact' },
		none: {
			nl: 'Nog geen feiten. Leg vast wat zeker is, en van wie u het weet.',
			en: 'No facts yet. Record what is certain, and who told you.'
		},
		noneSourced: { nl: 'Er is nog geen feit met een bron.', en: 'There is no fact with a source yet.' },
		text: { nl: 'Het feit', en: 'The fact' },
		textHint: { nl: 'Wat is zeker? Of wat is nog niet bekend?', en: 'What is certain, or what is not known yet?' },
		source: { nl: 'Bron', en: 'Source' },
		sourceHint: {
			nl: 'Wie stelde het vast? Laat leeg als het nog niet bekend is.',
			en: 'Who established it? Leave this empty if it is not known yet.'
		},
		unknown: { nl: 'nog niet bekend', en: 'not known yet' },
		replace: { nl: 'Vervang', en: 'Replace' },
		settle: { nl: 'Nu bekend', en: 'Known now' },
		replaced: {
			nl: plural('count', { one: '{count} vervangen feit', other: '{count} vervangen feiten' }),
			en: plural('count', { one: '{count} replaced fact', other: '{count} replaced facts' })
		},
		choose: { nl: 'Kies een feit', en: 'Choose a fact' },
		label: { nl: 'Op welk feit rust dit?', en: 'Which fact is this based on?' },
		since: { nl: 'Sinds wanneer is het zo?', en: 'Since when has this been true?' },
		recorded: { nl: 'vastgelegd {time}', en: 'recorded {time}' },
		sinceHint: { nl: 'Leeg betekent: nu.', en: 'If left empty: now.' },
		confirm: { nl: 'Dit feit klopt', en: 'This fact is correct' },
		confirmed: { nl: 'bevestigd door {who}', en: 'confirmed by {who}' },
		now: { nl: 'Nu geldt', en: 'Current fact' },
		becomes: { nl: 'Dit komt ervoor in de plaats', en: 'Replaced by' }
	},
	actions: {
		title: { nl: 'Eigen acties', en: 'Own actions' },
		new: { nl: 'Nieuwe actie', en: 'New action' },
		none: {
			nl: 'Nog geen eigen acties. Leg vast wat u zelf zei of deed.',
			en: 'No own actions yet. Record what your organisation said or did.'
		},
		channel: { nl: 'Kanaal', en: 'Channel' },
		channelHint: {
			nl: 'Bijvoorbeeld: NL-Alert, website, persmoment.',
			en: 'For example: NL-Alert, website, press briefing.'
		},
		text: { nl: 'Wat zei of deed u?', en: 'What did you say or do?' },
		record: { nl: 'Leg vast', en: 'Record' },
		retract: { nl: 'Dit klopt niet', en: 'This is not correct' },
		why: { nl: 'Waarom klopt het niet?', en: 'Why is it not correct?' },
		retracted: { nl: 'teruggenomen: {why}', en: 'taken back: {why}' }
	},
	mentions: { nl: 'Genoemd in berichten', en: 'Mentioned in posts' },
	answerTime: { nl: 'Tijd tot antwoord', en: 'Time to answer' }
} satisfies Messages;
