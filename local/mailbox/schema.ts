import type { Sql } from 'postgres'

/** Creates the mailbox's tables where they are missing. Safe when several processes start at once. */
export async function prepareMailbox(sql: Sql): Promise<void> {
  await sql.begin(async (tx) => {
    await tx`select pg_advisory_xact_lock(hashtext('lobby.mailbox.schema'))`
    await tx.unsafe(`
      create schema if not exists mailbox;
      create table if not exists mailbox.mail (
        id uuid primary key,
        position bigint generated always as identity unique,
        sender text not null,
        "to" text[] not null, cc text[] not null, bcc text[] not null, reply_to text[] not null,
        recipients text[] not null,
        subject text not null,
        html text, text text,
        headers jsonb not null, tags jsonb not null,
        last_event text not null,
        scheduled_at timestamptz,
        created_at timestamptz not null default now()
      );
      create index if not exists mail_recipients on mailbox.mail using gin (recipients);
      create index if not exists mail_due on mailbox.mail (scheduled_at) where last_event = 'scheduled';
      create table if not exists mailbox.attachment (
        mail_id uuid not null references mailbox.mail on delete cascade,
        position int not null,
        filename text, content_type text, content_id text,
        content bytea not null,
        primary key (mail_id, position)
      );
      create table if not exists mailbox.idempotency (
        key text primary key,
        body_hash text not null,
        response jsonb not null,
        created_at timestamptz not null default now()
      );
      create table if not exists mailbox.webhook (
        id bigint generated always as identity primary key,
        message_id text not null unique,
        mail_id uuid not null references mailbox.mail on delete cascade,
        payload text not null,
        attempts int not null default 0,
        next_at timestamptz,
        delivered_at timestamptz,
        last_error text
      );
      create index if not exists webhook_due on mailbox.webhook (next_at) where next_at is not null;
      create index if not exists webhook_mail on mailbox.webhook (mail_id);
    `)
  })
}
