// Small models for tests: the shape of the design, one file.

export const LARKFIELD = `bothways: 1
name: Larkfield
currency: EUR
actors:   [{ id: care-team, kind: team, name: Customer care }, { id: shop-team, kind: team }, { id: courier, kind: partner }]
segments: [{ id: families, name: Families, when: traits.household >= 3 }]
values:
  money: { unit: EUR, scale: 2, form: in-exchange }
  goods: { unit: EUR, scale: 2, form: in-use }
  time:waiting: { unit: second, scale: 0, form: in-exchange }
  data:purchase-history: { unit: disclosure, scale: 0, form: in-exchange, basis: contract }
valuations:
  - kind: goods
    worth: { median: 1.2, low: 1.0, high: 1.44, basis: stated, source: insight/price-study, agreed_by: finance, agreed_on: 2026-10-02 }
    cost:  { median: 0.62, low: 0.60, high: 0.64, basis: measured }
  - { kind: time:waiting, cost: { median: 0.0035, low: 0.0020, high: 0.0061, basis: stated, source: insight/time-study } }
journeys:
  - id: first-order
    level: L1
    state: current
    mission: { starts_when: event == "Product Searched", ends_when: event == "Order Delivered", gap: 14d }
    phases:
      - id: buy
        stage: purchase
        steps:
          - id: checkout
            moment_of_truth: true
            touchpoints:
              - id: checkout-web
                channel: web
                influence: purchase
                owner: shop-team
                intention: I pay on the site because I want it tomorrow
                when: event == "Order Completed"
                measures: { duration_s: properties.seconds }
                expects: [{ metric: duration_s, at_most: 180, source: "advert: 'three minutes'" }]
                felt: { from: properties.rating, scale: csat-5 }
                exchange_id: properties.order_id
                believed: { volume: { per: month, median: 9000, low: 7000, high: 11000 } }
                exchange:
                  - { give: business, kind: goods, quantity: properties.total, believed: { median: 54, low: 40, high: 70 } }
                  - { give: customer, kind: money, quantity: properties.total, signed: true, believed: { median: 54, low: 40, high: 70 } }
                  - { give: customer, kind: time:waiting, quantity: properties.seconds }
                  - { give: customer, kind: data:purchase-history, quantity: 1 }
`;
