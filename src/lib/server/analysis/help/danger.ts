import { phrases, type HelpSignal } from './match';

/** What a person in danger says, word by word. Our own lists, Dutch first; see `phrases` for how they are written. */
export const danger: readonly HelpSignal[] = [
	{
		code: 'breathing',
		weight: 1,
		phrases: phrases(`
			krijg*|krygt geen|nauwelijks|amper|niet lucht|adem; krijg*|krygt ~ geen lucht|adem; kan|kunnen|kon niet|nauwelijks|bijna|amper ~
			adem*; adem* ~ moeilijk|zwaar|slecht|snel|niet|nauwelijks; snak* naar adem; hap* naar lucht|adem; benauwd;
			stik|stikt|stikken|stikte; stik*|stikken in de rook; ademnood; hoest*|hoesten ~ veel|erg|bloed|kapot|rot;
			puffer|inhaler|inhalator|pufje ~ leeg|op|kwijt; zuurstof*|zuurstoffles ~ leeg|op|laag; can't|cannot breathe; not breathing;
			struggling to breathe; keine|kaum luft; nicht atmen; nefes alam*; bogul*; nie moze|moge oddychac; dusi|dusze sie; sie dusi|dusze;
			التنفس; اختنق|نختنق|يختنق; не може|можу|можемо дихати; задиха*
		`)
	},
	{
		code: 'trapped',
		weight: 1,
		phrases: phrases(`
			zit|zitten|zat|zaten|ligt|lig ~ vast; vastzit*|vastzat*; vast in de|een lift|auto|huis|kelder;
			opgesloten|ingesloten|bekneld|beklemd; klem ~ onder|in|tussen|door; zit|zitten|ligt ~ klem; kan|kunnen|kunt|kom|komen ~ niet ~
			uit|weg|eruit|vluchten|ontsnappen; niet ~ naar buiten kunnen; kan|kunnen niet naar buiten; kom|komen|komt er niet uit; kunnen|kan
			geen kant op; geen kant meer op; onder het|de puin|balk|balken|muur; nog|ook binnen|boven ~
			loods|huis|flat|zaak|kamer|zolder|opvang|school; is|zijn|zit|zitten nog|allemaal binnen; nog iemand binnen; ligt|ligt|liggen|lig
			eronder; ligt|lig|liggen ~ onder het puin; op het|een dak; op 't dak; op dak; roept|roepen|zwaait|zwaaien|schreeuwt|gilt ~
			raam|dak|balkon|nog; alleen nog ~ raam; trapped; stuck in|on the|a; can't|cannot get out; cannot|can't leave ~ house|building|flat;
			sitzen ~ fest; eingeschlossen; kommen ~ nicht raus|heraus; komm|komme nicht raus; mahsur; cikamiyor*;
			utknel*|utknął*|uwiezien*|uwięz*; nie mozemy|moge wyjsc; محاصر*; عالق*|عالقون|عالقين; لا|ولا نستطيع|استطيع الخروج; застряг*; не
			можемо|можу вийти; afgesneden; terug|teruggegaan ~ niet ~ buiten|terug; niet meer ~ naar buiten; komt|kwam|kom ~ niet meer
			terug|buiten; houden|houdt|hou|hangt|hangen ~ vast|aan ~ boom|paal|brug*|reling|dak|leuning; hangt ~ aan de|het|een ~
			brug*|reling|balkon|leuning|rots; houdt|hou|houden ~ niet lang|langer; geen hand voor; uitgang ~ niet|geen; vinden ~ uitgang niet;
			trap|trappen|brug|vluchtweg|uitgang|nooduitgang is|zijn weg|dicht|geblokkeerd|versperd; wie haalt|halen|redt|komt ons|mij|hem|haar;
			iemand moet ze|hem|haar|hun|ons; moet ze|hem|haar ~ halen|redden; zitten|zit daar|er nog|gewoon; cut off by; stairs|exit are|is
			gone|blocked; holding on to; wir sind eingesperrt|abgeschnitten; zit|zitten|ligt|lig|liggen ~ nog op|in|boven|binnen|onder|vast|daar; nog op|in|boven|binnen|onder ~ zit|zitten|ligt|liggen; niemand
			haalt|nam hem|haar|ze|mij|ons; midden in het|de
		`)
	},
	{
		code: 'fire inside',
		weight: 1,
		phrases: phrases(`
			mijn|ons|onze|me huis|woning|flat|keuken|dak|gang|schuur|kamer ~ brand|fik|vlammen; brand in mijn|ons|onze
			huis|woning|flat|keuken|gang|kamer; trap|trappenhuis|gang|galerij|portiek ~ brand|fik|rook|vlammen; vlammen|vuur ~
			binnen|gang|raam|kamer|trappenhuis; rook ~ onder de deur; rook komt|kwam|slaat|trekt ~ binnen|kamer|huis;
			gang|huis|kamer|trappenhuis|flat|woning|slaapkamer|badkamer ~ vol|blauw ~ rook; alles|overal|hele ~ vol rook; vuur aan alle|beide
			kanten; wordt|worden ~ heet hier; hier heet; fire in our|my|the house|stairwell|building|flat|kitchen|room; our|my house ~ on fire;
			smoke everywhere; smoke ~ coming in; rauch im treppenhaus|haus|flur; unser haus brennt; es brennt bei uns; evde|binada|apartmanda
			yangin; evimiz yaniyor; pali sie klatka|dom|mieszkanie|nasz*; nasz dom sie pali; النار|حريق في|ب البيت|بيتنا|المبنى; دخان في البيت;
			будинку|квартирі|будинок пожежа|горить; горить наш*
		`)
	},
	{
		code: 'smoke coming in',
		weight: 0.6,
		phrases: phrases(`
			rook ~ naar binnen; overal rook|vuur|vlammen; rook overal; overal ~ rook; huis|kamer ~ ruikt|stinkt ~ rook
		`)
	},
	{
		code: 'blocked',
		weight: 0.5,
		phrases: phrases(`
			krijg|krijgen|krijgt ~ niet|geen ~ open|uit|los|weg|mee|beneden|wakker|getild|dicht; doet|doen|gaat|gaan|willen|wil|kan|kunnen ~
			niet ~ open|eruit|weg|naar|bij|langs|af|vinden|meer; niet open; kan|kunnen ~ niet ~
			weg|vinden|zien|horen|bewegen|bereiken|eruit|beneden; komt|kom|komen ~ niet ~ open|eruit|uit|weg|af|beneden|los|buiten; liften|lift
			~ stil|uit|kapot|stuk|niet|buiten|vast; geen kant|uitweg|uitgang; zie|zien niks|niets|geen; horen|hoort niks|niets; won't open;
			can't see|find|move; geht|gehen nicht auf
		`)
	},
	{
		code: 'stranded',
		weight: 0.5,
		phrases: phrases(`
			staan|sta|zit|zitten|hangen|hang|ligt|lig|liggen|schuil*|verstopt|zijn ~ op|in|onder|aan ~
			dak|balkon|zolder|boom|kelder|lift|badkamer|kast|meterkast|toilet|wc|kraam|kruipruimte|garage|parkeergarage|tunnel|auto|bad|tafel|paal;
			op zolder|balkon; vanuit auto|zolder|kelder; zit|zitten|staat|ligt boven|binnen|thuis; zit zonder|op|boven; in every room
		`)
	},
	{
		code: 'gas',
		weight: 0.7,
		phrases: phrases(`
			gas ruik*|ruikt|lucht; ruik*|ruikt|stinkt|lucht ~ gas; gaslucht|gaslek|koolmonoxide; smell gas; riecht nach gas; gaz kokusu; czuc
			gaz; رائحه غاز
		`)
	},
	{
		code: 'water inside',
		weight: 1,
		phrases: phrases(`
			water stijgt|stijgend|stijgen; water blijft|blijf|gaat stijgen; water ~ hoger; water ~
			kamer|slaapkamer|woonkamer|zolder|bed|verdieping|huis in|binnen; water staat|komt|stroomt ~
			huis|kamer|woonkamer|slaapkamer|verdieping|knie*|heup*|borst|nek|kin|bed; water ~ in huis; in het water ~
			ligt|lag|zwaait|roept|valt|gevallen; ligt|liggen|drijft|drijven|viel ~ in het water; verdrink*; drijven|drijft weg;
			meegesleurd|meegesleept; water is|keeps ~ rising; drowning; wasser steigt; su yukseliyor; suyun icinde; boguluyor*; woda ~
			podnosi|wzbiera; tonie|toniemy; الماء يرتفع; والماء يرتفع; نغرق|يغرق|غرق; вода піднімається|прибуває; тоне|тонемо; water ~
			tot|aan|boven ~ dashboard|raam|deur|plafond|ramen|vensterbank|dak|middel|schouders; stroming ~ sterk|te|hard; water ~ tot ~
			knie*|heup*|middel|borst|kin|nek|dak|plafond; onder water ~ auto|huis|kind*
		`)
	},
	{
		code: 'unwell',
		weight: 1,
		phrases: phrases(`
			bewusteloos|flauwgevallen; buiten bewustzijn; niet bij bewustzijn|kennis; reageert|reageren|reageer niet; reageert nergens;
			bloed|bloedt|bloeden ~ erg|hevig|hoofd|hard|dood; pijn op de|z'n|haar borst;
			hartaanval|hartstilstand|beroerte|infarct|herseninfarct; epileptisch*; toeval; insuline ~ op|kwijt|nodig; been|arm|heup|rug ~
			gebroken; gevallen ~ kan|kom ~ niet; bevalling|weeen begonnen; ga|gaat dood; zwaargewond; zwaar gewond; gewond* ~
			ligt|liggen|hulp|niemand; onderkoeld; brandwonden; unconscious|unresponsive; not responding|breathing; heart attack; bleeding
			badly|heavily; bewusstlos; baygin|bayildi; nieprzytomn*; فاقد الوعي; непритомн*; niet|niets ~ wakker; zak*|zakte|gezakt ~ in elkaar;
			in elkaar gezakt|gestort; helemaal|heel|erg slap|suf|slap; is|wordt|zijn|worden|allemaal slap|suf|duizelig|blauw; zwelt|zwellen ~
			op; opgezwollen|blauwe lippen; schokt|schudden|schokken|stuipen|stuiptrek*; ligt|lig|liggen ~ op de|'t grond|vloer|straat|stoep;
			ligt|lig ~ op|langs straat|weg; gevallen ~ ligt|lig|bloed*|heup|been|hoofd; te veel|teveel rook; rook|gas|damp* ~
			ingeademd|binnengekregen; adem* ~ rook ~ in; braakt|spuugt bloed; hart ~ stil|klopt|raar|hevig; geen pols|hartslag; allergisch*;
			vergiftigd ~ ligt|kind|baby; collapsed; passed out; liegt am boden; atmet kaum|nicht|schwer; nicht ansprechbar; bayildi|yarali*;
			zemdlal*; traci przytomnosc; بلا وعي|فقد*|فقدت الوعي; فقد الوعي; без свідомості; без тями;
			zegt|praat|beweegt|reageert|ademt|antwoordt niets|niks|niet meer; zegt|praat|beweegt|reageert|antwoordt niet; ben|is|net gevallen;
			gevallen van|uit; weeen
		`)
	},
	{
		code: 'device failing',
		weight: 1,
		phrases: phrases(`
			beademing*|beademingsapparaat|thuisbeademing ~ accu|stroom|uit|leeg|uur; accu|stroom ~
			beademing*|beademingsapparaat|thuisbeademing|zuurstof*|dialyse*|thuisdialyse; aan|ligt|lig aan|de ~ beademing*; beademingsapparaat;
			dialyse*|thuisdialyse ~ stroom|uit|kan|niet; sondevoeding ~ stroom|op|niet; zuurstofapparaat|zuurstofconcentrator; medicijnen
			zijn|bijna op; ventilator ~ battery|power; oxygen ~ running out|low; beatmung*; solunum cihazi; respirator*; апарат* швл;
			zuurstof*|beademing*|thuisbeademing|dialyse*|infuuspomp|hartmonitor ~ piept|alarm|leeg|stroom|uit|minuten|min;
			epipen|insuline|medicijn*|pillen|hartpillen ~ kwijt|op|leeg|vergeten; oxygen|ventilator|dialysis ~ beeping|off|power
		`)
	},
	{
		code: 'no help comes',
		weight: 0.6,
		phrases: phrases(`
			112 ~ niet|geen ~ bereik*|gehoor|bereiken|op; 112 ~ in gesprek; 112 neemt niet op; 112 bezet; kan|krijg|kunnen 112 niet; kan|kunnen
			niemand bereiken; niemand komt|kwam; er komt niemand; komt maar niet; komt er niet door|bij; kan|kunnen|komen er niet
			bij|door|doorheen; niemand kan erdoor|erbij; weg is afgesloten; mag|kan|kom|kunnen|komen ~ wijk|straat|huis niet in;
			mag|kan|kom|kunnen|komen er niet bij|heen|naartoe; waar blijft|blijven de|die politie|brandweer|ambulance|hulp; neemt|nemen niet op; neemt|nemen ~ niet op; telefoon ~ uit|leeg; bereik ~ weg|weggevallen;
			geen gehoor; telefoon bijna|is leeg; telefoon bijna leeg; nobody answers|comes|is coming; 911|112 ~ busy|down|not answering; notruf
			~ besetzt|nicht; 112 ~ mesgul|cevap; 112 ~ zajet*|nie odbiera; لا احد يرد; ніхто не відповідає|їде; niemand kan|komt|wil|durft ~
			erheen|erbij|erdoor|langs|helpen|bij|komen; kan|kunnen|komt|komen er niet langs|heen|doorheen|in; er is|niemand om niemand|hem|haar;
			niemand om hem|haar|mij|ons; alarmnummer|noodnummer|112 doet|werkt ~ niet; lines|phone are|is dead|down; ambulans|ambulance|hulp
			gelmiyor; karetka nie; швидка не; الاسعاف لم
		`)
	},
	{
		code: 'violence',
		weight: 1,
		phrases: phrases(`
			trappen|trapt|beuken|slaan|rammen ~ deur ~ in; voordeur|deur in te trappen|slaan|rammen; breken|inbreken bij ons|mij; er wordt|ze ~
			geschoten|schieten; ze ~ schieten op ons; ze staan voor|bij mijn|onze deur; belaagd|bedreigd ~ binnen|deur|ons; gooien ~ stenen ~ op
			ons|mij|huis; they are shooting; breaking into our|my; silah sesleri; strzelaja do nas; يطلقون النار; стріляють по нас;
			benzine|vuurwerk|molotov* ~ deur|brievenbus|huis|raam; met een mes|messen|geweer|vuurwapen|machete; houdt|houden ~ gegijzeld|vast;
			achtervolg*|achterna gezeten
		`)
	}
];
