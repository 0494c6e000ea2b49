import { getRouteApi } from "@tanstack/react-router";
import { Loaded } from "@/ui/loaded";
import { FormSkeleton } from "@/ui/skeletons";
import { CampaignEditor } from "./campaign-editor";
import { CampaignRecord } from "./campaign-record";
import { isDraft, useCampaign } from "./queries";

const route = getRouteApi("/signed/campaigns/$id");
const newRoute = getRouteApi("/signed/campaigns/new");

/** One campaign: its editor while it is a draft, its progress and results afterwards. */
export function CampaignPage() {
  const { id } = route.useParams();
  return (
    <Loaded query={useCampaign(id)} skeleton={<div style={{ padding: 28 }}><FormSkeleton fields={8} /></div>}>
      {(campaign) => (isDraft(campaign) ? <CampaignEditor key={`${campaign.id}-${campaign.version}`} campaign={campaign} /> : <CampaignRecord campaign={campaign} />)}
    </Loaded>
  );
}

export function NewCampaignPage() {
  const { segment_id } = newRoute.useSearch();
  return <CampaignEditor segmentId={segment_id} />;
}
