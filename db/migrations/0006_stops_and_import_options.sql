CREATE TABLE "invitation_stops" (
	"address_hash" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "invitation_stops_pkey" PRIMARY KEY("address_hash")
);
--> statement-breakpoint
ALTER TABLE "imports" ADD COLUMN "options" jsonb DEFAULT '{}'::jsonb NOT NULL;--> statement-breakpoint

-- An address stays stopped: nobody at the desk takes that back.
GRANT SELECT, INSERT ON invitation_stops TO lobby_app;--> statement-breakpoint

-- Until now the options of an import stood behind the fields of its mapping, "dueOn@DAY_FIRST". Its owner is walled in
-- like everybody, and no person acts here.
ALTER TABLE imports NO FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE imports DISABLE TRIGGER nothing_unheard;--> statement-breakpoint
UPDATE imports SET
  options = jsonb_build_object(
    'dates', coalesce((SELECT jsonb_object_agg(m.key, split_part(m.value, '@', 2)) FROM jsonb_each_text(mapping) m
      WHERE m.value LIKE '%@%' AND m.value NOT LIKE 'externalKey@%'), '{}'::jsonb),
    'existing', coalesce((SELECT split_part(m.value, '@', 2) FROM jsonb_each_text(mapping) m
      WHERE m.value LIKE 'externalKey@%' LIMIT 1), 'IMPORT')),
  mapping = coalesce((SELECT jsonb_object_agg(m.key, split_part(m.value, '@', 1)) FROM jsonb_each_text(mapping) m), '{}'::jsonb);--> statement-breakpoint
ALTER TABLE imports ENABLE TRIGGER nothing_unheard;--> statement-breakpoint
ALTER TABLE imports FORCE ROW LEVEL SECURITY;
