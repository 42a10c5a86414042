import type { Messages } from './message';

export const methods = {
	lead: {
		nl: 'Alles wat het programma zelf bedenkt, staat hier. Het stelt voor; een mens besluit. U kunt elke tekst overnemen in het algoritmeregister.',
		en: 'Everything the program works out by itself is listed here. It suggests; a person decides. You can copy each text into the algorithm register.'
	},
	json: { nl: 'Dezelfde lijst als JSON', en: 'The same list as JSON' },
	off: { nl: 'Staat hier uit: er is geen taalmodel ingesteld.', en: 'Off: no language model has been set up.' },
	copy: { nl: 'Kopieer voor het algoritmeregister', en: 'Copy for the algorithm register' },
	fields: {
		name: { nl: 'Naam', en: 'Name' },
		organisation: { nl: 'Organisatie', en: 'Organisation' },
		purpose: { nl: 'Doel', en: 'Purpose' },
		data: { nl: 'Gegevens', en: 'Data' },
		version: { nl: 'Versie', en: 'Version' },
		figures: { nl: 'Gemeten', en: 'Measured' },
		limits: { nl: 'Beperkingen', en: 'Limits' },
		decides: { nl: 'Wie besluit', en: 'Who decides' }
	},
	figures: {
		accuracy: { nl: '{percent} % goed, bij {n} teksten.', en: '{percent}% correct, on {n} texts.' },
		precision: {
			nl: '{percent} % van wat het samenvoegt hoort bij elkaar, bij {n} moeilijke paren.',
			en: '{percent}% of what it joins belongs together, on {n} difficult pairs.'
		},
		recall: { nl: '{percent} % wordt gevonden, bij {n} teksten.', en: '{percent}% is found, on {n} texts.' },
		right: {
			nl: '{percent} % van de voorstellen is goed, gemeten op {n} berichten.',
			en: '{percent}% of the suggestions are correct, measured on {n} posts.'
		},
		first: {
			nl: 'Van een bekend gerucht staat in {percent} % van de gevallen het juiste bovenaan, bij {n} verhalen.',
			en: 'In {percent}% of cases the right one of the known rumours comes first, on {n} stories.'
		},
		need: {
			nl: 'Staat er ‘lijkt een vraag’? Dan klopt dat in {percent} % van de gevallen, bij {n} verhalen.',
			en: 'When it says ‘looks like a question’, it is correct in {percent}% of cases, on {n} stories.'
		},
		rumour: {
			nl: 'Staat er ‘lijkt een gerucht’? Dan klopt dat in {percent} % van de gevallen, bij {n} verhalen.',
			en: 'When it says ‘looks like a rumour’, it is correct in {percent}% of cases, on {n} stories.'
		},
		notRelevant: {
			nl: 'Staat er ‘waarschijnlijk niet van belang’? Dan klopt dat in {percent} % van de gevallen, bij {n} verhalen.',
			en: 'When it says ‘probably not relevant’, it is correct in {percent}% of cases, on {n} stories.'
		},
		call: {
			nl: 'Is 1 op de 150 berichten een noodkreet? Dan is {percent} % van wat in de strook staat er echt een.',
			en: 'If 1 in 150 posts is a call for help, {percent}% of those in the strip really are.'
		}
	},
	noFigures: {
		rule: {
			nl: 'Dit is een vaste regel. Er valt niets te raden, dus er is geen foutkans gemeten.',
			en: 'This is a fixed rule. It does not guess, so no error rate was measured.'
		},
		model: {
			nl: 'Hangt af van het model dat uw organisatie kiest. Beoordeel dat zelf.',
			en: 'This depends on the model your organisation chooses. Assess it yourself.'
		}
	},
	language: {
		name: { nl: 'Taal van een bericht', en: 'Language of a post' },
		purpose: {
			nl: 'Laat zien in welke taal een bericht is, zodat u kunt zoeken en vertalen.',
			en: 'Shows the language of a post, so you can search and translate.'
		},
		data: { nl: 'De tekst van het bericht.', en: 'The text of the post.' },
		limits: {
			nl: 'Heel korte berichten blijven zonder taal. Bij twijfel zegt het niets.',
			en: 'Very short posts are not given a language. When in doubt, it says nothing.'
		},
		decides: {
			nl: 'Niemand hoeft iets te doen. De taal verandert niets aan de volgorde.',
			en: 'Nobody needs to do anything. The language does not change the order.'
		}
	},
	help: {
		name: { nl: 'Mogelijke noodkreet', en: 'Possible call for help' },
		purpose: {
			nl: 'Zet een bericht bovenaan waarin waarschijnlijk iemand nu in gevaar is.',
			en: 'Puts a post at the top when someone is probably in danger now.'
		},
		data: { nl: 'De tekst van het bericht en de taal.', en: 'The text of the post and its language.' },
		limits: {
			nl: 'Een noodkreet in onverwachte woorden wordt gemist. Sommige bezorgde berichten staan er onnodig bij.',
			en: 'A call for help in unexpected words is missed. Some worried posts are shown unnecessarily.'
		},
		decides: {
			nl: 'Een omgevingsanalist of woordvoerder geeft het door, of zegt dat het er geen is.',
			en: 'An environment analyst or crisis spokesperson passes it on, or says it is not a call for help.'
		}
	},
	stories: {
		name: { nl: 'Berichten samenvoegen tot een verhaal', en: 'Joining posts into a story' },
		purpose: {
			nl: 'Voegt berichten samen die bijna hetzelfde zeggen, zodat u ze één keer leest.',
			en: 'Joins posts that say nearly the same thing, so you read them once.'
		},
		data: {
			nl: 'De tekst, wat het bericht deelt, en de plaatsnamen van het incident.',
			en: 'The text, what the post shares, and the place names of the incident.'
		},
		limits: {
			nl: 'Een andere zin met dezelfde bedoeling blijft vaak apart. Verhalen worden nooit vanzelf samengevoegd.',
			en: 'A different sentence with the same meaning often stays separate. Stories are never merged automatically.'
		},
		decides: {
			nl: 'Een omgevingsanalist kan elk verhaal splitsen of samenvoegen.',
			en: 'An environment analyst can split or merge any story.'
		}
	},
	retellings: {
		name: { nl: 'Misschien hetzelfde verhaal', en: 'Possibly the same story' },
		purpose: {
			nl: 'Wijst u op een eerder verhaal dat misschien hetzelfde vertelt in andere woorden.',
			en: 'Points out an earlier story that may say the same in other words.'
		},
		data: {
			nl: 'De eerste tekst van de laatste 2.000 verhalen van dit incident.',
			en: 'The first text of the last 2,000 stories of this incident.'
		},
		limits: {
			nl: 'Ruim de helft van de verhalen die iets navertellen, vindt het niet. Vragen, ontkenningen en andere getallen houdt het apart.',
			en: 'It misses more than half of the stories that retell another. It keeps questions, denials and different numbers separate.'
		},
		decides: {
			nl: 'Een omgevingsanalist voegt ze samen, of zegt dat het twee verhalen zijn. Vanzelf gebeurt er niets.',
			en: 'An environment analyst merges them, or says they are two stories. Nothing happens automatically.'
		}
	},
	looks: {
		name: { nl: 'Waar een verhaal op lijkt', en: 'What a story looks like' },
		purpose: {
			nl: 'Zegt of een verhaal lijkt op een vraag of gerucht, of waarschijnlijk niet van belang is.',
			en: 'Says whether a story looks like a question or a rumour, or is probably not relevant.'
		},
		data: {
			nl: 'De tekst, het netwerk en de soort afzender. Wie de afzender is, telt niet mee.',
			en: 'The text, the network and the type of sender. Who the sender is does not count.'
		},
		limits: {
			nl: 'Het leerde van vier verzonnen rampen. Bij een andere ramp of een andere taal klopt het minder vaak. Van de meeste verhalen zegt het niets. Wat over gevaar, geld, eten of drinkwater gaat, noemt het nooit onbelangrijk.',
			en: 'It learned from four invented disasters. For another disaster or another language it is correct less often. About most stories it says nothing. It never calls anything about danger, money, food or drinking water not relevant.'
		},
		decides: {
			nl: 'Een omgevingsanalist labelt zelf. Er wordt niets verborgen of meegeteld.',
			en: 'An environment analyst chooses the labels. Nothing is hidden or counted.'
		}
	},
	likeliest: {
		name: { nl: 'Volgorde van de keuzelijst', en: 'Order of the list to choose from' },
		purpose: {
			nl: 'Zet de bevindingen bovenaan die het meest op een verhaal lijken.',
			en: 'Puts the findings first that are most like a story.'
		},
		data: {
			nl: 'De tekst van het verhaal, de namen van de bevindingen en de labels van dit incident.',
			en: 'The text of the story, the names of the findings and the labels of this incident.'
		},
		limits: {
			nl: 'Het vergelijkt woorden. Zolang er weinig labels zijn, staat de juiste minder vaak bovenaan.',
			en: 'It compares words. As long as there are few labels, the right one comes first less often.'
		},
		decides: {
			nl: 'Een omgevingsanalist kiest. De volgorde telt nergens mee.',
			en: 'An environment analyst chooses. The order is not counted anywhere.'
		}
	},
	risk: {
		name: { nl: 'Verspreiding en risico van een gerucht', en: 'Spread and risk of a rumour' },
		purpose: {
			nl: 'Meet hoe ver een gerucht is verspreid, en rekent daarmee het risico uit.',
			en: 'Measures how far a rumour has spread, and calculates the risk from that.'
		},
		data: {
			nl: 'Aantallen berichten, afzenders en netwerken van de laatste twee uur, en de schade die een mens schatte.',
			en: 'The numbers of posts, senders and networks in the last two hours, and the harm assessed by a person.'
		},
		limits: {
			nl: 'Het ziet alleen de aangesloten bronnen. Zonder geschatte schade is er geen risico.',
			en: 'It only sees the connected sources. There is no risk until the harm has been assessed.'
		},
		decides: {
			nl: 'Een mens schat de schade en kiest de aanpak.',
			en: 'A person assesses the harm and chooses the approach.'
		}
	},
	growth: {
		name: { nl: 'Groei en volgorde van de wachtrij', en: 'Growth and order of the queue' },
		purpose: {
			nl: 'Zet verhalen die snel groeien boven de andere, en laat bekeken verhalen terugkomen.',
			en: 'Puts fast-growing stories above the others, and brings back stories that were looked at.'
		},
		data: {
			nl: 'Het aantal berichten van een verhaal in de laatste dertig minuten.',
			en: 'The number of posts in a story in the last thirty minutes.'
		},
		limits: {
			nl: 'Veel berichten betekent niet dat het belangrijk is.',
			en: 'A large number of posts does not mean that a story matters.'
		},
		decides: {
			nl: 'Een omgevingsanalist kiest zelf wat zij bekijkt. Er wordt niets verborgen.',
			en: 'An environment analyst chooses what to look at. Nothing is hidden.'
		}
	},
	silence: {
		name: { nl: 'Bron die stilvalt', en: 'Source that goes silent' },
		purpose: {
			nl: 'Waarschuwt als een bron die altijd berichten geeft, opeens zwijgt.',
			en: 'Warns when a source that always delivers posts suddenly goes silent.'
		},
		data: { nl: 'Het aantal berichten per minuut van de bron.', en: 'The number of posts per minute from the source.' },
		limits: {
			nl: 'Een bron met weinig berichten heeft geen normaal tempo. Daar waarschuwt het niet.',
			en: 'A source with few posts has no normal rate. It does not warn about those.'
		},
		decides: { nl: 'Een mens kijkt wat er aan de hand is.', en: 'A person checks what is going on.' }
	},
	translation: {
		name: { nl: 'Vertaling van een bericht', en: 'Translation of a post' },
		purpose: { nl: 'Vertaalt een bericht als iemand erom vraagt.', en: 'Translates a post when someone asks.' },
		data: {
			nl: 'De tekst van één bericht, zonder persoonsgegevens die het programma herkent.',
			en: 'The text of one post, without the personal details that the program recognises.'
		},
		limits: {
			nl: 'Een vertaling kan fouten bevatten. De oorspronkelijke tekst blijft erboven staan.',
			en: 'A translation can contain errors. The original text stays above it.'
		},
		decides: {
			nl: 'De lezer beoordeelt de vertaling. Zij wordt nergens bewaard of geteld.',
			en: 'The reader assesses the translation. It is not stored or counted anywhere.'
		}
	},
	draft: {
		name: { nl: 'Eerste opzet van een rapporttekst', en: 'First draft of a report text' },
		purpose: {
			nl: 'Schrijft een eerste opzet van een deel van het rapport als iemand erom vraagt.',
			en: 'Writes a first draft of a part of the report when someone asks.'
		},
		data: {
			nl: 'De grootste bekeken verhalen en hun bevindingen, zonder persoonsgegevens die het programma herkent.',
			en: 'The largest stories looked at and their findings, without the personal details that the program recognises.'
		},
		limits: {
			nl: 'Een zin kan een verhaal verkeerd weergeven. Zinnen zonder verhaal worden weggelaten.',
			en: 'A sentence can misrepresent its story. Sentences without a story are left out.'
		},
		decides: {
			nl: 'Een omgevingsanalist herschrijft de tekst en slaat die zelf op. Eerder staat er niets in het rapport.',
			en: 'An environment analyst rewrites the text and saves it. Until then, nothing is in the report.'
		}
	}
} satisfies Messages;
