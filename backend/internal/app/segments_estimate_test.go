package app_test

import (
	"context"
	"testing"
	"time"

	"clientele/internal/segment"
	"clientele/internal/store/storetest"
)

// crowdOf lays out clients 1 to n beside the program; every fortieth lives in Lyon, and may be written to by e-mail.
func crowdOf(t *testing.T, address string, n int) {
	t.Helper()
	raw := storetest.Raw(t, address)
	at := "'2026-01-01'"
	if address[:6] == "sqlite" {
		at = "1767225600000000"
	}
	storetest.Exec(t, raw, "CREATE TABLE test_number (n BIGINT NOT NULL PRIMARY KEY)")
	storetest.Exec(t, raw, "INSERT INTO test_number (n) WITH RECURSIVE d (n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM d WHERE n < 999) SELECT n FROM d")
	for base := 0; base < n; base += 1000 {
		storetest.Exec(t, raw, `INSERT INTO client (id,version,source,kind,state,name,name_key,title,first_name,last_name,company_name,email,email_key,phone,phone_key,language,time_zone,gender,occupation,income_band,interests,
			preferred_channel,line1,line2,postcode,city,city_key,region,country,acquisition_source,risk,is_reference,note,content_hash,created_at,updated_at)
			SELECT ?+n+1, 1, 'test', 'b2c', 'active', 'Ada', 'ada', '', 'Ada', '', '', 'a@example.org', 'a@example.org', '', '', 'fr', '', '', '', '', '', '', '', '', '', '', CASE n % 40 WHEN 0 THEN 'lyon' ELSE 'paris' END,
			'', 'FR', '', '', 0, '', 0, `+at+", "+at+" FROM test_number", base)
		storetest.Exec(t, raw, "INSERT INTO consent_current (client_id,channel,purpose,state,at,consent_id) SELECT ?+n+1, 'email', 'marketing', 'granted', "+at+", 1 FROM test_number WHERE n % 40 = 0", base)
	}
}

// A preview that takes too long is an estimate from clients drawn at random, with bounds that hold the truth.
func TestPreviewsThatTakeTooLong(t *testing.T) {
	ctx := context.Background()
	const n = 60_000
	for engine, fresh := range engines {
		t.Run(engine, func(t *testing.T) {
			address := fresh(t)
			b := newBase(t, address)
			crowdOf(t, address, n)
			rules := b.Services.SegmentRules
			all, err := rules.Preview(ctx, segment.PreviewAsk{Rule: rule(`{"all":[]}`)})
			if must(t, err); all.Estimated || all.Count != n+1 || all.Low != n+1 || all.High != n+1 || all.Drawn != 0 {
				t.Errorf("everybody: %d (%d–%d), estimated %v", all.Count, all.Low, all.High, all.Estimated)
			}
			rules.PreviewTime = time.Nanosecond
			lyon := rule(`{"field":"client.city","op":"is","value":"Lyon"}`)
			p, err := rules.Preview(ctx, segment.PreviewAsk{Rule: lyon})
			must(t, err)
			t.Logf("%d (%d–%d) from %d, reach %+v, %d shown", p.Count, p.Low, p.High, p.Drawn, *p.Reach, len(p.Sample))
			if !p.Estimated || p.Exact || p.Drawn < 19_000 || p.Drawn > 21_000 || p.Low > n/40 || p.High < n/40 || p.High-p.Low > 300 || p.Count < p.Low || p.Count > p.High {
				t.Errorf("estimated %v: %d (%d–%d) from %d, the truth is %d", p.Estimated, p.Count, p.Low, p.High, p.Drawn, n/40)
			}
			if p.Reach.Email != p.Count || p.Reach.SMS != 0 || len(p.Sample) != 10 {
				t.Errorf("reach %+v of %d, %d shown", *p.Reach, p.Count, len(p.Sample))
			}
			count, err := rules.Preview(ctx, segment.PreviewAsk{Rule: lyon, CountOnly: true})
			if must(t, err); count.Count != p.Count || count.Reach != nil {
				t.Errorf("the count alone is %d, with the rest it is %d", count.Count, p.Count)
			}
			none, err := rules.Preview(ctx, segment.PreviewAsk{Rule: rule(`{"any":[]}`)})
			if must(t, err); none.Count != 0 || none.Low != 0 || none.High < 1 || len(none.Sample) != 0 {
				t.Errorf("nobody: %d (%d–%d)", none.Count, none.Low, none.High)
			}
		})
	}
}
