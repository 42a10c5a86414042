import { plural, type Messages } from './message';

export const texts = {
	title: { nl: 'Teksten naar buiten', en: 'Texts to the outside' },
	state: {
		draft: { nl: 'concept', en: 'draft' },
		submitted: { nl: 'wacht op akkoord', en: 'waits for approval' },
		returned: { nl: 'terug met reden', en: 'returned with a reason' },
		approved: { nl: 'akkoord, nog niet gepubliceerd', en: 'approved, not published yet' },
		published: { nl: 'gepubliceerd', en: 'published' },
		paused: { nl: 'stilgezet', en: 'paused' },
		withdrawn: { nl: 'ingetrokken', en: 'withdrawn' }
	},
	count: {
		limit: { nl: '{length} van {limit}', en: '{length} of {limit}' },
		over: { nl: '{over} te veel', en: '{over} too many' },
		seconds: {
			nl: plural('seconds', { one: '{seconds} seconde', other: '{seconds} seconden' }),
			en: plural('seconds', { one: '{seconds} second', other: '{seconds} seconds' })
		},
		length: {
			nl: plural('length', { one: '{length} teken', other: '{length} tekens' }),
			en: plural('length', { one: '{length} character', other: '{length} characters' })
		}
	},
	sheet: {
		differs: { nl: 'Andere woorden dan tekst 1.', en: 'Other words than text 1.' },
		notHere: { nl: 'Niet hier:', en: 'Not here:' },
		differences: { nl: 'Verschillen', en: 'Differences' },
		readOn: { nl: 'Lees verder: tekst {number}', en: 'Read on: text {number}' },
		readSoFar: {
			nl: plural('all', {
				one: 'Gelezen tot nu: {read} van {all} tekst',
				other: 'Gelezen tot nu: {read} van {all} teksten'
			}),
			en: plural('all', { one: 'Read so far: {read} of {all} text', other: 'Read so far: {read} of {all} texts' })
		},
		otherBasis: {
			nl: 'De uitkomst of een feit onder deze tekst is veranderd nadat om akkoord is gevraagd. De schrijver kijkt ernaar en vraagt opnieuw akkoord.',
			en: 'The verdict or a fact under this text changed after approval was asked. The writer looks at it and asks again.'
		},
		reworded: {
			title: { nl: 'De bewering of vraag is gewijzigd', en: 'The claim or question was reworded' },
			was: { nl: 'was', en: 'was' },
			now: { nl: 'is nu', en: 'is now' },
			old: { nl: 'De tekst hieronder antwoordt op de oude woorden.', en: 'The text below answers the old words.' },
			verdictFirst: {
				nl: 'De uitkomst hoort bij de oude woorden. Kijk eerst of hij nog past.',
				en: 'The verdict belongs to the old words. First see whether it still fits.'
			},
			see: { nl: 'Bekijk het gerucht', en: 'See the rumour' },
			fits: { nl: 'Past nog', en: 'Still fits' },
			fitsNot: { nl: 'Terug: past niet meer', en: 'Back: no longer fits' }
		},
		asked: { nl: 'Akkoord gevraagd', en: 'Approval asked' },
		version: { nl: ', versie {number}', en: ', version {number}' },
		by: { nl: 'gevraagd door {who}, {time}', en: 'asked by {who}, {time}' },
		claim: { nl: 'Wat mensen zeggen', en: 'What people say' },
		question: { nl: 'Wat mensen vragen', en: 'What people ask' },
		noVerdict: { nl: 'nog geen', en: 'none yet' },
		fact: { nl: 'feit', en: 'fact' },
		due: { nl: 'tekst voor {time}', en: 'text before {time}' },
		wasReturned: { nl: '{who} stuurde versie {number} terug: ‘{why}’', en: '{who} returned version {number}: ‘{why}’' },
		approvedBy: { nl: 'Akkoord van {who}, {time}', en: 'Approved by {who}, {time}' },
		draft: { nl: 'Concept: hiervoor is nu geen akkoord gevraagd.', en: 'Draft: its approval is not asked now.' },
		change: { nl: 'Wijzig {channel}', en: 'Change {channel}' },
		newWords: { nl: 'Nieuwe tekst', en: 'New text' },
		newWordsFor: { nl: 'Nieuwe tekst voor {channel}', en: 'New words for {channel}' },
		changeYourself: { nl: 'Wijzig zelf', en: 'Change it yourself' },
		changeHint: {
			nl: 'Wijzigt u iets? Dan moet een collega akkoord geven.',
			en: 'Do you change anything? Then a colleague must approve.'
		},
		doChange: { nl: 'Wijzig en vraag akkoord', en: 'Change and ask for approval' },
		nothingChanged: { nl: 'U hebt nog niets gewijzigd.', en: 'You have not changed anything yet.' },
		copies: {
			nl: plural('count', { one: '{count} bericht', other: '{count} berichten' }),
			en: plural('count', { one: '{count} post', other: '{count} posts' })
		},
		return: { nl: 'Terug met reden', en: 'Return with a reason' },
		why: { nl: 'Wat moet er anders?', en: 'What must be different?' },
		whyHint: {
			nl: '{who} leest dit. De tekst wordt weer een concept.',
			en: '{who} reads this. The text becomes a draft again.'
		},
		doReturn: { nl: 'Stuur terug', en: 'Return it' },
		approve: { nl: 'Akkoord', en: 'Approve' },
		scope: {
			nl: 'U geeft akkoord op versie {number}, woord voor woord: {channels}.',
			en: 'You approve version {number}, word for word: {channels}.'
		},
		own: {
			nl: 'U hebt dit het laatst gewijzigd, dus een collega geeft akkoord: {channels}.',
			en: 'You changed this last, so a colleague approves: {channels}.'
		},
		spokesperson: {
			nl: 'Hier geeft een woordvoerder akkoord: {channels}.',
			en: 'A spokesperson approves here: {channels}.'
		},
		stopped: { nl: '{who} zette deze tekst stop, {time}: ‘{why}’', en: '{who} stopped this text, {time}: ‘{why}’' },
		done: {
			approved: {
				nl: 'Uw akkoord is opgeslagen. De tekst kan naar buiten.',
				en: 'Your approval is saved. The text can go out.'
			},
			returned: {
				nl: 'De tekst is terug bij de schrijver, met uw reden.',
				en: 'The text is back with its writer, with your reason.'
			},
			changed: {
				nl: 'Uw wijziging is opgeslagen. Een collega geeft akkoord.',
				en: 'Your change is saved. A colleague approves.'
			},
			approvedPart: {
				nl: 'Uw akkoord is opgeslagen. Dit kan naar buiten: {ready}. Voor {rest} geeft een collega nog akkoord.',
				en: 'Your approval is saved. This can go out: {ready}. For {rest} a colleague still gives approval.'
			},
			unapproved: {
				nl: 'Het akkoord is ingetrokken. De tekst kan niet naar buiten en wacht weer op akkoord.',
				en: 'The approval is withdrawn. The text cannot go out and waits for approval again.'
			}
		},
		whole: { nl: 'Over het hele incident', en: 'About the whole incident' },
		firstTime: { nl: 'U leest deze tekst voor het eerst.', en: 'You read this text for the first time.' },
		preparedBy: {
			nl: 'Vooraf goedgekeurd door {who}. Alleen plaats en tijd zijn ingevuld.',
			en: 'Approved beforehand by {who}. Only place and time were filled in.'
		},
		notApproved: {
			nl: 'Uw akkoord is niet gegeven: de tekst is net gewijzigd. Lees de nieuwe tekst en kies opnieuw.',
			en: 'Your approval is not given: the text was changed just now. Read the new text and choose again.'
		},
		harm: { nl: 'schade', en: 'harm' },
		noHarm: { nl: 'nog niet beoordeeld', en: 'not judged yet' },
		nothingWaits: { nl: 'Er wacht niets meer op u.', en: 'Nothing waits for you any more.' },
		withdrawApproval: { nl: 'Trek akkoord in', en: 'Withdraw approval' },
		withdrawApprovalWhy: { nl: 'Waarom trekt u het akkoord in?', en: 'Why do you withdraw the approval?' },
		withdrawApprovalHint: { nl: '{who} gaf dit akkoord en leest dit.', en: '{who} gave this approval and reads this.' },
		approvalWithdrawn: { nl: '{who} trok het akkoord in, {time}.', en: '{who} withdrew the approval, {time}.' },
		approvalWithdrawnWhy: {
			nl: '{who} trok het akkoord in, {time}: ‘{why}’',
			en: '{who} withdrew the approval, {time}: ‘{why}’'
		},
		tooLate: {
			nl: 'Het akkoord is niet ingetrokken: de tekst is al gepubliceerd. Klopt hij niet? Maak een correctie.',
			en: 'The approval is not withdrawn: the text was published already. Is it wrong? Make a correction.'
		},
		rests: { nl: 'Waar het op rust', en: 'What it rests on' },
		holds: { nl: 'geldt nog', en: 'still holds' },
		about: {
			rumour: { nl: 'gerucht', en: 'rumour' },
			need: { nl: 'vraag', en: 'question' },
			incident: { nl: 'incident', en: 'incident' }
		},
		posts: { nl: 'berichten', en: 'posts' },
		examplesOn: {
			nl: plural('count', { one: '{count} voorbeeld: {platforms}', other: '{count} voorbeelden: {platforms}' }),
			en: plural('count', { one: '{count} example: {platforms}', other: '{count} examples: {platforms}' })
		},
		isNew: { nl: 'nieuw', en: 'new' },
		reason: { nl: 'Reden', en: 'Reason' },
		reasons: {
			wrong: { nl: 'klopt niet', en: 'not right' },
			long: { nl: 'te lang', en: 'too long' },
			tone: { nl: 'toon', en: 'tone' },
			waits: { nl: 'wacht op feit', en: 'waits for a fact' }
		},
		seeFact: { nl: 'Bekijk het feit', en: 'See the fact' },
		replaced: { nl: 'Een feit onder deze tekst is vervangen.', en: 'A fact under this text was replaced.' },
		howToRead: { nl: 'Hoe u de tekst leest', en: 'How you read the text' },
		changedSince: { nl: 'Anders dan versie {number}', en: 'Changed since version {number}' },
		onlyText: { nl: 'Alleen de tekst', en: 'Only the text' },
		eyes: {
			title: { nl: 'Voor deze tekst is nog iemand anders nodig', en: 'This text still needs somebody else' },
			pair: { nl: '{writer} en u tellen als één paar ogen', en: '{writer} and you count as one pair of eyes' },
			mine: {
				nl: '{who} kon uw inloglink of wachtwoord zelf gebruiken. Daarom telt het programma u beiden als één, tot {until}.',
				en: '{who} could use your link or password. So the program counts the two of you as one, until {until}.'
			},
			mineOther: {
				nl: '{who} kon uw account gebruiken, en schreef deze tekst of kon het account van de schrijver gebruiken. Daarom telt het programma u en {writer} als één, tot {until}.',
				en: '{who} could use your account, and wrote this text or could use the account of its writer. So the program counts you and {writer} as one, until {until}.'
			},
			theirs: {
				nl: 'U kon het account van {writer} gebruiken toen deze tekst werd geschreven. Daarom telt het programma u beiden voor deze tekst als één. Wachten verandert dat niet.',
				en: 'You could use the account of {writer} when this text was written. So for this text the program counts the two of you as one. Waiting does not change that.'
			},
			rule: {
				nl: 'Dit is een vaste regel voor iedereen. Het zegt niets over u of over {writer}.',
				en: 'This is a fixed rule for everybody. It says nothing about you or {writer}.'
			},
			now: { nl: 'Wat u nu kunt doen', en: 'What you can do now' },
			call: { nl: 'Bel {name}', en: 'Call {name}' },
			callWhat: {
				nl: 'Woordvoerder. Telt voor deze tekst als eigen paar ogen.',
				en: 'Spokesperson. Counts as a pair of eyes of their own for this text.'
			},
			callNobody: {
				nl: 'Nu telt geen andere woordvoerder voor deze tekst als eigen paar ogen.',
				en: 'No other spokesperson counts as a pair of eyes of their own for this text now.'
			},
			callNobodyTitle: { nl: 'Zoek een andere woordvoerder', en: 'Find another spokesperson' },
			confirm: { nl: 'Laat {name} uw account bevestigen', en: 'Have {name} confirm your account' },
			confirmWhat: {
				nl: 'Tweede beheerder. Duurt een minuut. Daarna geeft u zelf akkoord.',
				en: 'Second administrator. Takes a minute. Then you approve yourself.'
			},
			confirmNobody: {
				nl: 'Laat een tweede beheerder uw account bevestigen',
				en: 'Have a second administrator confirm your account'
			},
			confirmNobodyWhat: { nl: 'Nu is er geen beheerder die dat kan.', en: 'No administrator can do that now.' },
			confirmNever: {
				nl: 'Voor deze tekst helpt dat niet: hij is al geschreven.',
				en: 'For this text that does not help: it is written already.'
			},
			alone: { nl: 'Kan het niet wachten?', en: 'Can it not wait?' },
			aloneWhat: {
				nl: '{writer} publiceert alleen. Overal staat dan ‘zonder tweede lezer’, tot iemand anders de tekst leest.',
				en: '{writer} publishes alone. It then says ‘without second reader’ everywhere, until somebody else has read the text.'
			},
			aloneHow: { nl: 'Zo werkt dat', en: 'How that works' },
			channels: { nl: 'Hier is iemand anders nodig: {channels}.', en: 'Somebody else is needed here: {channels}.' },
			exercise: {
				nl: 'In een echt incident kan dit akkoord niet: wie meer rollen speelt, telt als één paar ogen.',
				en: 'In a real incident this approval is refused: who plays several roles counts as one pair of eyes.'
			}
		}
	},
	panel: {
		none: { nl: 'Nog geen tekst.', en: 'No text yet.' },
		rebuttal: { nl: 'Maak een weerlegging', en: 'Make a rebuttal' },
		holding: { nl: 'Maak een wachttekst', en: 'Make a holding statement' },
		answer: { nl: 'Maak een antwoord', en: 'Make an answer' },
		correction: { nl: 'Maak een correctie', en: 'Make a correction' },
		publishedAt: { nl: '{channels}, {time}', en: '{channels}, {time}' },
		due: { nl: 'Hier staat nog een oude tekst: {where}.', en: 'An old text still stands here: {where}.' },
		because: {
			withdrawn: { nl: 'De tekst is ingetrokken.', en: 'The text was withdrawn.' },
			verdict: { nl: 'De uitkomst is veranderd.', en: 'The verdict changed.' },
			claim: { nl: 'Het gerucht of de vraag is anders verwoord.', en: 'The rumour or question was reworded.' },
			fact: { nl: 'Een feit is vervangen.', en: 'A fact was replaced.' }
		},
		waive: { nl: 'Correctie is niet nodig', en: 'No correction is needed' },
		waiveWhy: { nl: 'Waarom is geen correctie nodig?', en: 'Why is no correction needed?' },
		alone: {
			nl: 'Zonder tweede lezer gepubliceerd door {who}: ‘{why}’',
			en: 'Published without a second reader by {who}: ‘{why}’'
		},
		review: { nl: 'Nagekeken', en: 'Reviewed' },
		reviewWhy: { nl: 'Wat vond u bij het nakijken?', en: 'What did you find?' }
	},
	editor: {
		back: { nl: 'Terug', en: 'Back' },
		sheet: { nl: 'Bekijk zoals de woordvoerder', en: 'See it as the spokesperson does' },
		facts: { nl: 'Op welke feiten rust deze tekst?', en: 'On which facts does this text rest?' },
		noFacts: {
			nl: 'Er zijn nog geen feiten. Leg eerst een feit vast.',
			en: 'There are no facts yet. Record a fact first.'
		},
		perChannel: { nl: 'Per kanaal', en: 'Per channel' },
		words: { nl: 'Tekst voor {channel}', en: 'Text for {channel}' },
		save: { nl: 'Bewaar', en: 'Save' },
		saved: { nl: 'Opgeslagen', en: 'Saved' },
		unsaved: {
			nl: 'Nog niet opgeslagen. Uw tekst staat op dit apparaat.',
			en: 'Not saved yet. Your text is on this device.'
		},
		restored: {
			nl: 'Dit is uw tekst van dit apparaat. Hij is nog niet opgeslagen.',
			en: 'This is your text from this device. It is not saved yet.'
		},
		theirs: {
			nl: '{who} wijzigde deze tekst intussen. Uw tekst staat er nog.',
			en: '{who} changed this text meanwhile. Your text is still there.'
		},
		takeTheirs: { nl: 'Neem de tekst van uw collega', en: "Take your colleague's text" },
		keepMine: { nl: 'Houd mijn tekst', en: 'Keep my text' },
		add: { nl: 'Voeg een kanaal toe', en: 'Add a channel' },
		drop: { nl: 'Laat {channel} weg', en: 'Leave {channel} out' },
		submit: { nl: 'Vraag akkoord', en: 'Ask for approval' },
		submitHint: { nl: 'U vraagt akkoord op: {channels}.', en: 'You ask for approval of: {channels}.' },
		nothing: {
			nl: 'Er is geen nieuwe tekst om akkoord op te vragen.',
			en: 'There is no new text to ask approval for.'
		},
		left: { nl: 'Doet niet mee, want te lang: {channels}.', en: 'Not taking part, being too long: {channels}.' },
		versions: { nl: 'Versies', en: 'Versions' },
		noVersions: {
			nl: 'Nog geen versie. Bij ‘Vraag akkoord’ krijgt de tekst een nummer.',
			en: 'No version yet. The text gets a number when you ask for approval.'
		},
		versionBy: { nl: 'Versie {number}, {who}, {time}', en: 'Version {number}, {who}, {time}' },
		compare: { nl: 'Verschil met nu', en: 'Difference from now' },
		same: { nl: 'Geen verschil.', en: 'No difference.' },
		variant: {
			draft: { nl: 'concept', en: 'draft' },
			submitted: { nl: 'wacht op akkoord', en: 'waits for approval' },
			approved: { nl: 'akkoord', en: 'approved' },
			published: { nl: 'staat online', en: 'is out' }
		},
		stop: { nl: 'Zet stil', en: 'Pause' },
		stopWhy: { nl: 'Waarom?', en: 'Why?' },
		resume: { nl: 'Laat doorgaan', en: 'Let it go on' },
		withdraw: { nl: 'Trek in', en: 'Withdraw' },
		withdrawWhat: {
			nl: 'De tekst kan daarna niet meer gepubliceerd worden. Waar hij al staat, moet u hem corrigeren.',
			en: 'The text can then no longer be published. Where it stands already, you must correct it.'
		},
		notified: { nl: '{who} kreeg een mail, {time}.', en: '{who} was sent a mail, {time}.' },
		notNotified: {
			nl: 'De mail aan {who} is niet verstuurd. Bel zelf.',
			en: 'The mail to {who} was not sent. Call them yourself.'
		},
		noMail: {
			nl: 'Van {who} kennen wij geen mailadres. Bel zelf.',
			en: 'We know no mail address of {who}. Call them yourself.'
		},
		stays: { nl: 'De tekst klopt nog', en: 'The text still holds' },
		with: { nl: '{who} schrijft hier nu ook.', en: '{who} is writing here as well.' },
		noMailHere: {
			nl: 'Dit programma verstuurt geen mail. Bel {who} zelf.',
			en: 'This program sends no mail. Call {who} yourself.'
		},
		pushed: { nl: '{who} kreeg een melding, {time}.', en: '{who} got a notification, {time}.' },
		pushedAndMailed: {
			nl: '{who} kreeg een melding en een mail, {time}.',
			en: '{who} got a notification and a mail, {time}.'
		},
		notPushed: {
			nl: '{who} kreeg een mail, {time}. De melding kwam niet aan.',
			en: '{who} got a mail, {time}. The notification did not arrive.'
		},
		quiet: {
			nl: '{who} heeft stille uren en kreeg alleen een mail, {time}. Bel als het haast heeft.',
			en: '{who} has quiet hours and got only a mail, {time}. Call if it is urgent.'
		},
		quietNoMail: {
			nl: '{who} heeft stille uren en kreeg geen melding. Bel zelf.',
			en: '{who} has quiet hours and got no notification. Please call.'
		},
		nothingArrived: {
			nl: 'De melding en de mail aan {who} kwamen niet aan. Bel zelf.',
			en: 'The notification and the mail to {who} did not arrive. Please call.'
		},
		parts: {
			fact: { nl: '1 Feit', en: '1 Fact' },
			misunderstanding: { nl: '2 Misverstand', en: '2 Misunderstanding' },
			again: { nl: '3 Feit, en wat mensen kunnen doen', en: '3 Fact, and what people can do' }
		},
		partHints: {
			fact: { nl: 'Begin met wat waar is.', en: 'Begin with what is true.' },
			misunderstanding: { nl: 'Eén keer, in één zin.', en: 'Once, in one sentence.' },
			again: {
				nl: 'Herhaal wat waar is. Zeg wat mensen kunnen doen.',
				en: 'Repeat what is true. Say what people can do.'
			}
		},
		place: { nl: 'Adres of plaats', en: 'Address or place' },
		placeHint: {
			nl: 'Dit staat nog open in de tekst. Vul het in voor alle kanalen tegelijk.',
			en: 'This is still open in the text. Fill it in for all channels at once.'
		},
		fillTime: { nl: 'Vul de tijd in: {time}', en: 'Fill in the time: {time}' },
		otherFacts: {
			nl: plural('count', { one: '{count} ander feit', other: '{count} andere feiten' }),
			en: plural('count', { one: '{count} other fact', other: '{count} other facts' })
		}
	},
	reading: {
		title: { nl: 'Leeshulp', en: 'Reading help' },
		by: { nl: 'door de machine', en: 'by the machine' },
		fine: { nl: 'Geen tips. De tekst leest goed.', en: 'No tips. The text reads well.' },
		long: {
			nl: plural('words', {
				one: 'Lange zin: {words} woord. Maak er twee zinnen van.',
				other: 'Lange zin: {words} woorden. Maak er twee zinnen van.'
			}),
			en: plural('words', {
				one: 'Long sentence: {words} word. Make it two sentences.',
				other: 'Long sentence: {words} words. Make it two sentences.'
			})
		},
		hard: { nl: '‘{word}’: schrijf liever ‘{plain}’.', en: '‘{word}’: rather write ‘{plain}’.' },
		passive: { nl: '‘{words}’: schrijf wie het doet.', en: '‘{words}’: write who does it.' },
		empty: { nl: 'Er staat nog geen tekst.', en: 'There is no text yet.' },
		channel: {
			saidLong: {
				nl: 'Een zin is lang om te zeggen. Maak hem korter dan 15 woorden.',
				en: 'A sentence is long to say. Make it shorter than 15 words.'
			},
			saidLink: {
				nl: 'Aan de telefoon werkt een link niet. Zeg waar mensen het vinden.',
				en: 'A link does not work on the phone. Say where people find it.'
			},
			saidBrackets: {
				nl: 'Haakjes en strepen spreekt niemand uit. Schrijf het als een zin.',
				en: 'Nobody says brackets and slashes. Write it as a sentence.'
			},
			noLink: {
				nl: 'Zet er een link bij, zodat mensen meer kunnen lezen.',
				en: 'Add a link, so that people can read more.'
			},
			hashtags: { nl: 'Gebruik hooguit twee hashtags.', en: 'Use two hashtags at most.' },
			capitals: { nl: 'Hoofdletters lezen als schreeuwen.', en: 'Capitals read as shouting.' },
			longParagraph: { nl: 'Een alinea is lang. Maak er twee van.', en: 'A paragraph is long. Make two of it.' },
			noTime: {
				nl: 'Zeg de pers vanaf wanneer dit geldt, met de tijd.',
				en: 'Tell the press since when this holds, with the time.'
			}
		}
	},
	publish: {
		title: { nl: 'Gepubliceerd op {channel}?', en: 'Published on {channel}?' },
		where: { nl: 'Waar staat het?', en: 'Where is it?' },
		address: { nl: 'Adres van de pagina', en: 'Address of the page' },
		addressHint: { nl: 'Begin met https://', en: 'Begin with https://' },
		do: { nl: 'Leg publicatie vast', en: 'Record the publication' },
		exercise: {
			nl: 'Dit is een oefening. De tekst verlaat het programma niet.',
			en: 'This is an exercise. The text does not leave the program.'
		},
		at: { nl: '{where}, {time}, door {who}', en: '{where}, {time}, by {who}' },
		alone: {
			nl: 'Niemand bereikbaar? Leg vast dat u alleen publiceerde.',
			en: 'Nobody to be reached? Record that you published alone.'
		},
		aloneWhy: { nl: 'Waarom alleen?', en: 'Why alone?' },
		aloneDo: { nl: 'Leg vast zonder tweede lezer', en: 'Record without a second reader' },
		titlePhone: { nl: 'Doorgegeven aan de telefonisten? Aan wie?', en: 'Passed on to the phone desk? To whom?' }
	},
	effect: {
		title: { nl: 'Effect sinds {time}', en: 'Effect since {time}' },
		span: { nl: '{minutes} minuten', en: '{minutes} minutes' },
		change: { nl: '{before} → {after}', en: '{before} → {after}' },
		n: { nl: 'steunt of vraagt, n = {n}', en: 'supports or asks, n = {n}' },
		tooEarly: { nl: 'nog te vroeg', en: 'too early' },
		chart: { nl: 'Berichten per 5 minuten', en: 'Posts per 5 minutes' },
		minute: { nl: 'Minuten na publicatie', en: 'Minutes after publication' },
		say: {
			tooEarly: { nl: 'Het is nog te vroeg om iets te zeggen.', en: 'It is too early to say anything.' },
			few: {
				nl: 'Dit zijn weinig berichten (n = {n}). Er is niets over te zeggen.',
				en: 'These are few posts (n = {n}). Nothing can be said of them.'
			},
			fallingBefore: {
				nl: 'In {minutes} minuten daalde het van {before} naar {after}. Het daalde al voor de tekst.',
				en: 'In {minutes} minutes it fell from {before} to {after}. It was falling before the text.'
			},
			fell: {
				nl: 'In {minutes} minuten daalde het van {before} naar {after}. Dat komt misschien door de tekst.',
				en: 'In {minutes} minutes it fell from {before} to {after}. That may be because of the text.'
			},
			rose: {
				nl: 'In {minutes} minuten steeg het van {before} naar {after}.',
				en: 'In {minutes} minutes it rose from {before} to {after}.'
			},
			same: {
				nl: 'Het aantal is ongeveer gelijk: eerst {before}, daarna {after}.',
				en: 'The number is about the same: first {before}, then {after}.'
			}
		}
	},
	mail: {
		alone: {
			nl: 'Zonder tweede lezer gepubliceerd: lees nu na',
			en: 'Published without a second reader: review it now'
		},
		subject: { nl: 'Geef uw akkoord', en: 'Give your approval' },
		subjectBefore: { nl: 'Geef uw akkoord vóór {time}', en: 'Give your approval before {time}' },
		text: {
			nl: 'Er wacht een tekst op uw akkoord. Lees de tekst en besluit: {address}',
			en: 'A text waits for your approval. Read it and decide: {address}'
		}
	},
	push: {
		nl: 'Wacht sinds {time}: {channels}. Incident: {kind}.',
		en: 'Waiting since {time}: {channels}. Incident: {kind}.'
	},
	settled: {
		title: { nl: 'Uw akkoord is niet meer nodig', en: 'Your approval is no longer needed' },
		body: { nl: 'Deze tekst wacht niet meer op u.', en: 'This text no longer waits for you.' }
	},
	waiting: {},
	all: { nl: 'Alle teksten', en: 'All texts' },
	duty: {
		title: { nl: 'Wie heeft dienst?', en: 'Who is on duty?' },
		who: { nl: 'Woordvoerder van dienst', en: 'Spokesperson on duty' },
		hint: {
			nl: 'Deze persoon krijgt de vraag om akkoord, en de herinneringen.',
			en: 'This person is asked for approval, and gets the reminders.'
		},
		none: { nl: 'niemand: alle woordvoerders', en: 'nobody: all spokespersons' },
		nobody: {
			nl: 'Er is nog geen woordvoerder in dit incident. Vraag uw beheerder.',
			en: 'There is no spokesperson in this incident yet. Ask your administrator.'
		},
		ask: { nl: 'Aan wie vraagt u akkoord?', en: 'Whom do you ask for approval?' },
		all: { nl: 'wie dienst heeft', en: 'whoever is on duty' },
		onDuty: { nl: '{name}, heeft dienst', en: '{name}, on duty' },
		next: { nl: 'Wie wordt daarna gevraagd?', en: 'Who is asked next?' },
		nextHint: {
			nl: 'Als er dan nog geen akkoord is, of als de eerste niet te bereiken is.',
			en: 'If there is no approval by then, or if the first cannot be reached.'
		},
		nobodyNext: { nl: 'niemand', en: 'nobody' },
		after: { nl: 'Na hoeveel minuten?', en: 'After how many minutes?' },
		minutes: { nl: '{minutes} minuten', en: '{minutes} minutes' },
		nextIs: { nl: 'Daarna {name}, na {minutes} minuten.', en: 'Then {name}, after {minutes} minutes.' },
		unreached: { nl: 'Niet bereikt', en: 'Not reached' }
	},
	direct: {
		madeUp: { nl: 'verzonnen {channel}', en: 'made-up {channel}' },
		account: { nl: 'Op welk account?', en: 'On which account?' },
		do: { nl: 'Plaats op {where}', en: 'Put on {where}' },
		ask: { nl: 'Plaatsen op {where}?', en: 'Put on {where}?' },
		confirm: { nl: 'Plaats nu', en: 'Put it out now' },
		what: {
			nl: 'Iedereen kan dit dan lezen. Het programma legt de publicatie vast.',
			en: 'Everybody can read it then. The program records the publication.'
		},
		underWay: {
			nl: 'Het programma plaatst de tekst nu op {where}.',
			en: 'The program is putting the text on {where} now.'
		},
		failed: {
			revoked: {
				nl: 'Niet geplaatst: {where} laat ons niet meer toe. Vraag uw coördinator het account opnieuw aan te sluiten.',
				en: 'Not put out: {where} no longer lets us in. Ask your coordinator to connect the account again.'
			},
			refused: {
				nl: 'Niet geplaatst: {where} neemt deze tekst niet aan. Plaats hem met de hand, of pas hem aan.',
				en: 'Not put out: {where} does not take this text. Put it out by hand, or change it.'
			},
			busy: {
				nl: 'Niet geplaatst: {where} vraagt ons te wachten. Probeer het later, of plaats de tekst met de hand.',
				en: 'Not put out: {where} asks us to wait. Try later, or put the text out by hand.'
			},
			unreachable: {
				nl: 'Niet geplaatst: {where} is niet te bereiken. Probeer opnieuw, of plaats de tekst met de hand.',
				en: 'Not put out: {where} cannot be reached. Try again, or put the text out by hand.'
			},
			unsure: {
				nl: 'Misschien staat de tekst er al: {where} gaf geen antwoord. Kijk daar eerst. Opnieuw proberen plaatst hem nooit dubbel.',
				en: 'The text may stand there already: {where} did not answer. Look there first. Trying again never puts it out twice.'
			},
			overtaken: {
				nl: 'Niet geplaatst op {where}: de tekst is intussen gewijzigd of stopgezet. Lees hem na.',
				en: 'Not put on {where}: the text was changed or stopped meanwhile. Read it again.'
			},
			disconnected: {
				nl: 'Niet geplaatst: {where} is niet meer aangesloten. Plaats de tekst met de hand.',
				en: 'Not put out: {where} is no longer connected. Put the text out by hand.'
			},
			late: {
				nl: 'Niet geplaatst op {where}: het programma lag stil. Klopt de tekst nog? Probeer dan opnieuw.',
				en: 'Not put on {where}: the program stood still. Is the text still right? Then try again.'
			}
		}
	},
	pass: {
		do: { nl: 'Geef door', en: 'Pass it on' },
		copy: { nl: 'Kopieer het bericht', en: 'Copy the message' },
		message: {
			nl: 'Wilt u dit delen?\n\n{text}\n\nLees het hier: {address}',
			en: 'Would you share this?\n\n{text}\n\nRead it here: {address}'
		},
		messageHere: {
			nl: 'Wilt u dit delen?\n\n{text}\n\nHet staat op: {where}',
			en: 'Would you share this?\n\n{text}\n\nIt stands on: {where}'
		},
		to: { nl: 'Aan wie vraagt u dit?', en: 'Whom do you ask?' },
		groups: {
			administrators: { nl: 'bestuurders', en: 'administrators' },
			council: { nl: 'raadsleden', en: 'council members' },
			colleagues: { nl: 'collega’s', en: 'colleagues' }
		},
		others: { nl: 'Anderen', en: 'Others' },
		othersHint: { nl: 'Zet een komma tussen namen.', en: 'Put commas between names.' },
		record: { nl: 'Leg vast wie u vroeg', en: 'Record whom you asked' },
		asked: { nl: '{who} vroeg {to} om dit te delen, {time}.', en: '{who} asked {to} to share this, {time}.' }
	},
	prepared: {
		title: { nl: 'Voorbereide teksten', en: 'Prepared texts' },
		from: {
			nl: 'Voorbereid als ‘{title}’. Ingevuld: {place}, {time}.',
			en: 'Prepared as ‘{title}’. Filled in: {place}, {time}.'
		},
		lead: {
			nl: 'Kies een tekst. Plaats en tijd zijn al ingevuld. Wijzigt u verder niets, dan blijft het akkoord staan.',
			en: 'Choose a text. Place and time are filled in already. Change nothing else, and the approval stands.'
		},
		place: { nl: 'Plaats in de tekst', en: 'Place in the text' },
		placeWrong: {
			nl: 'Vul alleen een plaats in, zonder zin, webadres of telefoonnummer. Bijvoorbeeld: Zuiderpark.',
			en: 'Fill in a place only: no sentence, web address or telephone number. For example: Zuiderpark.'
		},
		placeUnknown: {
			nl: 'Deze plaats staat niet in de lijst: ‘{place}’. Zo wordt het een concept. Laat een woordvoerder of coördinator de plaats bevestigen.',
			en: 'This place is not in the list: ‘{place}’. It becomes a draft. Have a spokesperson or coordinator confirm the place.'
		},
		stayedApproved: { nl: 'Het akkoord vooraf is blijven staan.', en: 'The approval from before stands.' },
		becameDraft: {
			nl: 'Dit is een concept geworden. Een collega geeft nog akkoord.',
			en: 'This became a draft. A colleague has yet to approve it.'
		},
		fill: { nl: 'Vul in', en: 'Fill in' },
		none: {
			nl: 'Voor dit soort incident is nog niets voorbereid.',
			en: 'Nothing was prepared for this kind of incident yet.'
		},
		starters: { nl: 'Begin met een tekst van Voelspriet', en: 'Begin with a text of Voelspriet' },
		startersWhat: {
			nl: 'Op deze teksten is nog geen akkoord. Zo’n tekst wordt een concept.',
			en: 'These texts were not approved yet. Such a text becomes a draft.'
		},
		use: { nl: 'Zet klaar', en: 'Make ready' },
		useDraft: { nl: 'Maak een concept', en: 'Make a draft' },
		channels: { nl: 'Per kanaal: {channels}', en: 'Per channel: {channels}' },
		approved: { nl: 'Vooraf goedgekeurd: {channels}.', en: 'Approved beforehand: {channels}.' },
		becomesDraft: { nl: 'Wordt een concept: {channels}.', en: 'Becomes a draft: {channels}.' },
		question: { nl: 'Bij welke vraag hoort dit antwoord?', en: 'Which question does this answer?' },
		noQuestion: { nl: 'geen vraag: over het hele incident', en: 'no question: about the whole incident' },
		aboutRumour: { nl: 'Deze tekst gaat over: ‘{claim}’', en: 'This text is about: ‘{claim}’' },
		outdated: {
			nl: 'Hiervan is een tekst gemaakt die op een vervangen feit rust.',
			en: 'A text made from this rests on a replaced fact.'
		},
		placeConfirm: {
			nl: 'Deze plaats staat niet in de lijst: ‘{place}’. Zo wordt het een concept. Klopt de plaats? Bevestig hem, dan kan een collega hem invullen.',
			en: 'This place is not in the list: ‘{place}’. It becomes a draft. Is the place right? Confirm it, and a colleague can fill it in.'
		},
		placeConfirmed: {
			nl: 'U bevestigde ‘{place}’. Een collega kan deze plaats invullen. Vult u hem zelf in, dan wordt het een concept.',
			en: 'You confirmed ‘{place}’. A colleague can fill in this place. If you fill it in yourself, it becomes a draft.'
		},
		doConfirm: { nl: 'Bevestig deze plaats', en: 'Confirm this place' }
	},
	madeUp: {
		title: { nl: 'Verzonnen kanaal', en: 'Made-up channel' },
		what: {
			nl: 'Dit zouden mensen buiten hebben gezien. Het heeft de oefening niet verlaten.',
			en: 'This is what people outside would have seen. It did not leave the exercise.'
		},
		none: {
			nl: 'Hier staat nog niets. Publiceer een tekst, dan ziet u hem hier.',
			en: 'Nothing stands here yet. Publish a text and you see it here.'
		},
		real: {
			nl: 'Dit is geen oefening. Teksten staan op de echte kanalen.',
			en: 'This is no exercise. Texts stand on the real channels.'
		}
	},
	outdated: {
		title: { nl: 'Wat niet meer klopt', en: 'What is no longer right' },
		where: { nl: 'staat nog op {where}', en: 'still on {where}' }
	},
	unread: {}
} satisfies Messages;
