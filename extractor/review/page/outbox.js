// Verdicts on their way to the backend: shown at once, sent one after the other, sent again until the
// backend has them. What waits is counted, so that the page can say so and hold back its closing.

export class Outbox {
  // told(outcome, verdict) after each; waiting(count, error) when that changes.
  constructor(model, backend, {told, waiting}) {
    Object.assign(this, {model, backend, told, waiting});
    this.queue = [];
    this.busy = false;
  }

  get size() { return this.queue.length; }

  add(verdict) {
    const last = this.model.of(verdict.record, verdict.pointer);
    this.model.put({...verdict, seq: last?.seq ?? 0, pending: true});
    this.queue.push({verdict, before: last});
    this.waiting(this.queue.length, null);
    this.send();
  }

  async send() {
    if (this.busy) return;
    this.busy = true;
    while (this.queue.length > 0) {
      const {verdict, before} = this.queue[0];
      let outcome;
      try {
        outcome = await this.backend.save(verdict, this.model.base(verdict.record, verdict.pointer));
      } catch (error) {
        this.waiting(this.queue.length, error);
        setTimeout(() => { this.busy = false; this.send(); }, 1500);
        return;
      }
      this.queue.shift();
      this.settle(verdict, before, outcome);
      this.waiting(this.queue.length, null);
    }
    this.busy = false;
  }

  settle(verdict, before, outcome) {
    const later = this.queue.some(({verdict: other}) => other.record === verdict.record && other.pointer === verdict.pointer);
    if (outcome.verdict && later) {
      // What the reviewer pressed since stays in sight; it builds on the row that was saved.
      this.model.of(verdict.record, verdict.pointer).seq = outcome.verdict.seq;
    } else if (outcome.verdict) {
      this.model.put({...outcome.verdict, pending: true});
      delete this.model.of(verdict.record, verdict.pointer).pending;
    } else {
      this.model.put({...(before ?? {...verdict, verdict: "none", correction: null}), pending: true});
    }
    this.told(outcome, verdict);
  }
}
