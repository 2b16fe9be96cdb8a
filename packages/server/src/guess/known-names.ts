/** What a column's name alone says of its role: how much likelier it makes the role than a name that says nothing. */
export interface NameEvidence {
  readonly odds: number;
  /** For people: what of the name speaks; empty where nothing does. */
  readonly why: string;
}

const NOTHING: NameEvidence = { odds: 1, why: '' };

/** Ends of names that only say: this is a key. */
const KEY =
  '(_?(id|ids|no|nr|nummer|number|num|key|ref|reference|uuid|guid|identifier|kennung|schluessel|code|hash))?';
/** Words between a thing and its key. */
const INNER = '(_(pseudo|master|unique|external|internal|crm|global|account|loyalty|anon))*';

const PEOPLE =
  'customer|client|user|member|person|people|participant|respondent|visitor|patient|passenger|guest|subscriber|applicant|subject|contact|cust|shopper|buyer|consumer|citizen|student|traveller|traveler|panelist|donor|resp|resident|player|rider|owner|anonymous|kunde|kunden|nutzer|benutzer|mitglied|mitglieds|teilnehmer|gast|befragte|befragter|proband|probanden|besucher|antragsteller|versicherter|versicherten|patienten|schueler|uid|msisdn|kd|requester|nehmer|versicherungsnehmer|auftraggeber|besteller|kaeufer|caller|anrufer|recipient|empfaenger|borrower|cardholder|loyalty_card|customer_card|member_card|kundenkarte|kundenkarten|kunnr|distinct|karten|kartennummer|account_holder|client_e|cliente|clientes|usuario|utilisateur|utente|klant|gebruiker|cittadino|abonne|donateur';
const HOMES =
  'account|household|company|organisation|organization|org|tenant|firm|firma|unternehmen|haushalt|haushalts|konto|workspace|hh';
const CASES =
  'case|trace|order|invoice|basket|session|ticket|booking|reservation|request|claim|incident|visit|trip|journey|cart|process_instance|prozessinstanz|prozess|instanz|conversation|thread|application|fall|vorgang|vorgangs|auftrag|auftrags|bestellung|bestell|rechnung|rechnungs|beleg|bon|buchung|buchungs|antrag|antrags|sitzung|sitzungs|warenkorb|reklamation|schaden|aktenzeichen|receipt|kassenbon|reservierung|sendung|shipment|commande|facture|pedido|factura|ordine|fattura|zaak|factuur|bestelling|vbeln|belnr|aufnr|appointment|termin|kassenzettel|quittung|dossier|ticket_no|schadens';
const RECORDS =
  'event|message|record|review|feedback|row|entry|log|transaction|txn|trans|response|answer|payment|ereignis|transaktion|eintrag|datensatz|nachricht|antwort|zahlung|activity_instance|line|hit|insert|click|order|invoice|booking|ticket|ocel_e|appointment|commande|pedido|bestellung|bestell|rechnung|rechnungs|buchung|buchungs|auftrag|auftrags|beleg';

/** Words behind a thing that make a property of it: the name of a customer is no customer. */
const ABOUT =
  /(^|_)(name|type|typ|kind|class|category|kategorie|segment|status|state|age|alter|gender|sex|geschlecht|country|land|city|stadt|ort|plz|zip|postcode|region|since|seit|agent|comment|kommentar|text|description|beschreibung|group|gruppe|title|level|score|rating|satisfaction|value|wert|amount|betrag|total|summe|count|anzahl|quantity|menge|price|preis|language|lang|url|path|priority|channel|kanal|device|date|datum|time|zeit|timestamp|stamp|feature|position|index|share|rate|revenue|cost|source)(_?\d+)?$/;
const STAFF =
  /(^|_)(resource|agent|employee|staff|clerk|operator|handler|assignee|bearbeiter|sachbearbeiter|mitarbeiter|verkaeufer|seller|salesperson|cashier|kassierer|responsible|creator|owner_group|workgroup|team|rep)(_?(id|no|nr|name))?$/;
const ITEMS =
  /(^|_)(product|item|sku|article|artikel|stock|upc|ean|gtin|asin|produkt|store|shop|filiale|campaign|kampagne|coupon|promotion|category|stock_code|zip|plz|page|screen|query|warehouse|branch|terminal|device)(_?(id|code|no|nr|nummer|number))?$/;

const ending = (things: string): RegExp => new RegExp(`(^|_)(${things})${INNER}${KEY}$`);
const glued = (things: string): RegExp =>
  new RegExp(`^(${things})(id|no|nr|nummer|number|num|key)$`);
const led = (things: string): RegExp =>
  new RegExp(`^(id|nr|no|code|numero|key)_?(de_|del_|du_)?(${things})$`);
const counting =
  /^(n|number|no|anzahl|count|num|total|sum)_(of_|der_)?|^(is|has|was|new|n)_|_count$/;

/** A name that says a thing of one of these kinds, and not something about it. */
function names(words: string, things: string): boolean {
  if (/^ocel_qualifier_/.test(words)) return false;
  if (counting.test(words) && !/^(number|no|num)$/.test(words)) return false;
  return (
    (ending(things).test(words) || glued(things).test(words) || led(things).test(words)) &&
    !STAFF.test(words)
  );
}

export function personName(words: string): NameEvidence {
  if (/^(anonymous_id|user_id|userid|customer_id|customerid)$/.test(words))
    return said(80, 'its name says who');
  if (/(^|_)(user_?name|login|e_?mail|e_?mail_address|mail)$/.test(words))
    return said(15, 'its name says who');
  if (STAFF.test(words)) return said(0.02, 'it names staff');
  if (names(words, PEOPLE)) return said(50, 'its name says who');
  if (names(words, HOMES)) return said(6, 'a household or company stands for its people');
  if (ITEMS.test(words) || ABOUT.test(words)) return said(0.02, 'it is about something else');
  if (names(words, `${CASES}|${RECORDS}|reference`)) return said(0.1, 'it names a case');
  if (/^(id|[a-z]{3,}id|[a-z]+_id)$/.test(words)) return said(6, 'it is called an id');
  return NOTHING;
}

export function accountName(words: string): NameEvidence {
  return !STAFF.test(words) && names(words, HOMES)
    ? said(60, 'its name says a household or company')
    : said(0.02, '');
}

export function caseName(words: string): NameEvidence {
  if (/^(case_concept_name|case_id|caseid|case)$/.test(words))
    return said(100, 'its name says the case');
  if (STAFF.test(words) || ITEMS.test(words) || /user_agent/.test(words)) return said(0.02, '');
  if (names(words, CASES)) return said(50, 'its name says the case');
  if (names(words, 'transaction|transaktion|instance|belegs'))
    return said(25, 'its name says the case');
  if (ABOUT.test(words) || names(words, PEOPLE) || names(words, HOMES)) return said(0.02, '');
  return NOTHING;
}

export function recordName(words: string): NameEvidence {
  if (
    /^(message_id|event_id|ocel_eid|(properties_)?insert_id|record_id|reference_id|reference|uuid|guid)$/.test(
      words,
    )
  )
    return said(80, 'its name says a record');
  if (/^_?id$/.test(words)) return said(30, 'it is called id');
  if (names(words, PEOPLE) || names(words, HOMES)) return said(0.02, '');
  if (
    !ABOUT.test(words) &&
    new RegExp(
      `(^|_)(${RECORDS})(_(id|no|nr|nummer|number|uuid|key|ref|reference)|id|nr|no|nummer)$|^(id|nr|no|numero)_(de_)?(${RECORDS})$`,
    ).test(words)
  )
    return said(50, 'its name says a record');
  if (names(words, CASES)) return said(25, 'its name says a case');
  if (/(_id|_uuid|_guid)$/.test(words)) return said(2, 'it is called an id');
  return said(0.05, '');
}

export function timeName(words: string): NameEvidence {
  if (
    /(^|_)(birth|born|dob|geburt|geburts|geburtstag|geburtsdatum|birthday|birthdate|expiry|expires|expiration|due|valid|gueltig|ablauf|faellig|faelligkeit|deadline)/.test(
      words,
    )
  )
    return said(0.02, 'its name says another date than when it happened');
  if (
    /(^|_)(updated|modified|changed|geaendert|aenderung|synced|loaded|exported|imported|received|sent|scheduled|planned|paid|bezahlt|ship|shipped|shipping|delivery|delivered|lieferung|liefer|last|first|recent|previous|next|end|ende|stop|finish|finished|closed|until|bis|install|signup|since|reg)(_|$)|lieferdatum|enddat|startdat|^case_/.test(
      words,
    )
  )
    return said(0.9, 'its name says a date beside the event');
  if (
    /^(timestamp|time_timestamp|time|ts|event_time|event_timestamp|eventtime|datetime|date_time|original_timestamp|occurred_at|occurred|zeitstempel|zeitpunkt|ocel_timestamp)$/.test(
      words,
    )
  )
    return said(40, 'its name says when');
  if (/(^|_)(complete|completed|start|started|begin|beginn)(_|$)/.test(words))
    return said(12, 'its name says when');
  if (
    /(^|_)(time|timestamp|stamp|ts|date|datetime|datum|zeit|zeitpunkt|zeitstempel|uhrzeit|at|on|when|am|created|erstellt|day|tag|epoch|utc|fecha|hora|heure|jour|tijd|data|erdat|budat)(_|$)|(datum|date|zeit|time|stamp|tag|dat)$/.test(
      words,
    )
  )
    return said(20, 'its name says when');
  return NOTHING;
}

export function eventName(words: string): NameEvidence {
  if (
    /^(concept_name|event_name|event|eventname|activity|activity_name|ocel_activity|ereignis|aktivitaet|activityname)$/.test(
      words,
    )
  )
    return said(120, 'its name says what happened');
  if (STAFF.test(words) || /lifecycle|timestamp|_time$|_date$|datum$/.test(words))
    return said(0.02, '');
  if (
    /(^|_)(activity|event|action|task|aktivitaet|ereignis|aktion|taetigkeit|schritt|vorgangsart|evento|evenement|gebeurtenis|activiteit|actividad|attivita|activite|operation|touchpoint|kontaktpunkt|interaction|interaktion|vorgang|massnahme)(_?(id|name|type|typ|code|label|text|bezeichnung|en|de|fr|desc|description))?$/.test(
      words,
    )
  )
    return said(90, 'its name says what happened');
  if (
    /(^|_)(step|stage|phase|status|state|type|typ|art|kind|zustand|reason|grund|questionnaire|fragebogen|verb|what)$|vorgangstyp|kontaktart|buchungsart|ereignisart/.test(
      words,
    )
  )
    return said(words.includes('_') ? 5 : 10, 'its name could say what happened');
  return NOTHING;
}

export function channelName(words: string): NameEvidence {
  if (
    /(^|_)(channel|kanal|canal|canale|kanaal|kontaktkanal|vertriebskanal|medium|touch_channel)(_?(name|grouping|group|type))?$|kanal$/.test(
      words,
    )
  )
    return said(90, 'its name says the channel');
  if (
    /(^|_)(source|quelle|platform|plattform|device|device_type|geraet|app|site|via|origin|herkunft|notificationtype)$/.test(
      words,
    )
  )
    return said(8, 'its name could say the channel');
  return said(0.05, '');
}

export function isItemName(words: string): boolean {
  return ITEMS.test(words);
}

export function isKeyName(words: string): boolean {
  return (
    /(^|_)(sku|upc|ean|gtin|asin)$/.test(words) ||
    /(^|_)(id|ids|nr|no|nummer|number|key|code|ref|zip|plz|postcode|uuid|guid|phone|year)$/.test(
      words,
    ) ||
    [PEOPLE, HOMES, CASES, RECORDS].some((things) => glued(things).test(words))
  );
}

function said(odds: number, why: string): NameEvidence {
  return { odds, why };
}
